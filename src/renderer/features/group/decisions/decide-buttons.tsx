import type { GroupView } from '../../../../shared/model/index.ts'
import type { DecisionVerdict } from '../../../../shared/model/lists.ts'
import { say } from '../../../../shared/text/index.ts'
import { possibleDecisions } from '../../../facts/decision-text.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { Button } from '../../../ui/button.tsx'
import type { KeyName } from '../../../ui/keys/key-table.ts'
import { useKeys } from '../../../ui/keys/keys.tsx'

interface DecideButtonsProps {
  readonly group: GroupView
  /** True when the keys of a group are about this one. */
  readonly current: boolean
}

const KEYS: Readonly<Record<DecisionVerdict, KeyName & ('notDuplicate' | 'isDuplicate' | 'undecide')>> = {
  not_duplicate: 'notDuplicate',
  duplicate: 'isDuplicate',
  withdrawn: 'undecide',
}

/** One button with its key for each decision that is possible now. */
export function DecideButtons({ group, current }: DecideButtonsProps) {
  const { go } = useDeskState()
  const possible = possibleDecisions(group)
  const decide = (verdict: DecisionVerdict) => go({ do: 'decide', deciding: { groupId: group.id, verdict } })
  const decideIfPossible = (verdict: DecisionVerdict) => () => (possible.includes(verdict) ? decide(verdict) : false)
  useKeys(
    'region',
    {
      notDuplicate: decideIfPossible('not_duplicate'),
      isDuplicate: decideIfPossible('duplicate'),
      undecide: decideIfPossible('withdrawn'),
    },
    current,
  )
  return possible.map((verdict) => (
    <Button key={verdict} {...(current ? { keyName: KEYS[verdict] } : {})} onClick={() => decide(verdict)}>
      {say(`decide.${verdict}`)}
    </Button>
  ))
}
