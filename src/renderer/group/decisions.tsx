import { useEffect } from 'react'
import type { GroupView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { useTell } from '../desk.tsx'
import { NoteStep } from '../review/note-step.tsx'
import type { SaidVerdict } from '../shell/desk-state.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { Button } from '../ui/button.tsx'
import type { KeyName } from '../ui/key-table.ts'
import { useKeys } from '../ui/keys.tsx'
import { mayBeSaid } from './decision-text.ts'

interface DecideProps {
  readonly group: GroupView
  /** Its keys work, as the cursor is in this group. */
  readonly current: boolean
}

const KEYS: Readonly<Record<SaidVerdict, KeyName & ('notDuplicate' | 'isDuplicate' | 'undecide')>> = {
  not_duplicate: 'notDuplicate',
  duplicate: 'isDuplicate',
  withdrawn: 'undecide',
}

/** The ways to give one's word on a group, each by its key. */
export function DecideButtons({ group, current }: DecideProps) {
  const { go } = useDeskState()
  const said = mayBeSaid(group)
  const decide = (verdict: SaidVerdict) => go({ do: 'decide', deciding: { groupId: group.id, verdict } })
  const by = (verdict: SaidVerdict) => () => (said.includes(verdict) ? decide(verdict) : false)
  useKeys(
    'region',
    { notDuplicate: by('not_duplicate'), isDuplicate: by('duplicate'), undecide: by('withdrawn') },
    current,
  )
  return said.map((verdict) => (
    <Button key={verdict} {...(current ? { keyName: KEYS[verdict] } : {})} onClick={() => decide(verdict)}>
      {say(`decide.${verdict}`)}
    </Button>
  ))
}

/** The word that is being given on this group: with a note, in place. */
export function DecideStep({ group }: { readonly group: GroupView }) {
  const { state, go } = useDeskState()
  const { tell, busy, failure, forget } = useTell('group.decide')
  const verdict = state.deciding?.groupId === group.id ? state.deciding.verdict : null
  useEffect(() => {
    if (verdict === null) forget()
  }, [verdict, forget])
  if (verdict === null) return null
  const close = () => go({ do: 'decide', deciding: null })
  return (
    <NoteStep
      key={verdict}
      title={say(`decide.${verdict}.title`)}
      hint={say(`decide.${verdict}.hint`)}
      go={say(`decide.${verdict}`)}
      busy={busy}
      failure={failure}
      onGo={async (note) => {
        const result = await tell({ chargeIds: [...group.chargeIds], verdict, note })
        if (result.ok) close()
      }}
      onBack={close}
    />
  )
}
