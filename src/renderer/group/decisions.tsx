import type { GroupView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
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
