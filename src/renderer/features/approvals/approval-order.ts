import type { ApprovalView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'

/** The approvals in the order in which a supervisor works through them. */
export interface Approvals {
  /** Nobody has decided them, or the central service did not accept this desk's decision. */
  readonly waiting: readonly ApprovalView[]
  /** This desk has decided them; the decision is on its way or has its answer. */
  readonly decided: readonly ApprovalView[]
}

const isWaiting = ({ refund, decision }: ApprovalView): boolean =>
  refund.state === 'pending_approval' && (decision === null || decision.state === 'refused')

/**
 * Sorts approvals into those that wait and those that this desk has decided. Approvals that another desk decided are
 * left out.
 */
export const sortApprovals = (all: readonly ApprovalView[]): Approvals => ({
  waiting: all.filter(isWaiting),
  decided: all.filter((one) => !isWaiting(one) && one.decision !== null),
})

/** What this person may decide about a refund; nothing after a decision. */
export function mayDecide(approval: ApprovalView): { readonly approve: boolean; readonly reject: boolean } {
  const { mayNotDecide } = approval
  const isOpen = isWaiting(approval)
  return {
    approve: isOpen && mayNotDecide === null,
    // The limit of a supervisor holds for giving money only: they may reject a refund of any amount.
    reject: isOpen && (mayNotDecide === null || mayNotDecide === 'above_limit'),
  }
}

/** What the central service did with this desk's decision, as a sentence; null without a decision. */
export function decisionText({ refund, decision }: ApprovalView): string | null {
  if (!decision) return null
  return say(`approvals.state.${decision.state}.${decision.decision}`, { name: refund.requestedBy.name })
}
