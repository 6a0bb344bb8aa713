import { useAsk } from '../../bridge/desk.tsx'
import { type Approvals, partApprovals } from './approval-order.ts'

const NONE: Approvals = { waiting: [], decided: [] }

/** What waits for a supervisor, and what was decided here; nothing until it is known. */
export function useApprovals(enabled = true): Approvals {
  const { data } = useAsk('approval.list', {}, { enabled, keepPrevious: true })
  return data ? partApprovals(data) : NONE
}
