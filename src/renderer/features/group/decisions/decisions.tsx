import type { GroupView } from '../../../../shared/model/index.ts'
import type { DecisionVerdict } from '../../../../shared/model/lists.ts'
import { say } from '../../../../shared/text/index.ts'
import { possibleDecisions } from '../../../facts/decision-text.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { Button } from '../../../ui/button.tsx'
import type { KeyName } from '../../../ui/keys/key-table.ts'
import { useKeys } from '../../../ui/keys/keys.tsx'

interface DecideProps {
  readonly group: GroupView
  /** Its keys work, as the cursor is in this group. */
  readonly current: boolean
}

const KEYS: Readonly<Record<DecisionVerdict, KeyName & ('notDuplicate' | 'isDuplicate' | 'undecide')>> = {
  not_duplicate: 'notDuplicate',
  duplicate: 'isDuplicate',
  withdrawn: 'undecide',
}

/** The ways to give one's word on a group, each by its key. */
export function DecideButtons({ group, current }: DecideProps) {
  const { go } = useDeskState()
  const said = possibleDecisions(group)
  const decide = (verdict: DecisionVerdict) => go({ do: 'decide', deciding: { groupId: group.id, verdict } })
  const by = (verdict: DecisionVerdict) => () => (said.includes(verdict) ? decide(verdict) : false)
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
