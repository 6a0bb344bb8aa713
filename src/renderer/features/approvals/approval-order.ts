import type { ApprovalView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'

/** Approvals as a supervisor works through them. */
export interface Approvals {
  /** Nobody has decided yet, or this desk's decision was not taken. */
  readonly waiting: readonly ApprovalView[]
  /** Decided at this desk: on its way, or with its outcome. */
  readonly decided: readonly ApprovalView[]
}

const isWaiting = ({ refund, decision }: ApprovalView): boolean =>
  refund.state === 'pending_approval' && (decision === null || decision.state === 'refused')

/** Parts what waits from what this desk has decided. */
export const partApprovals = (all: readonly ApprovalView[]): Approvals => ({
  waiting: all.filter(isWaiting),
  decided: all.filter((one) => !isWaiting(one) && one.decision !== null),
})

/** What this person may decide about a refund; nothing once it is decided. */
export function mayDecide(approval: ApprovalView): { readonly approve: boolean; readonly reject: boolean } {
  const { mayNotDecide } = approval
  const isOpen = isWaiting(approval)
  return {
    approve: isOpen && mayNotDecide === null,
    // A limit binds who gives money, not who keeps it.
    reject: isOpen && (mayNotDecide === null || mayNotDecide === 'above_limit'),
  }
}

/** What became of this desk's decision, in a sentence. */
export function decisionText({ refund, decision }: ApprovalView): string | null {
  if (!decision) return null
  return say(`approvals.state.${decision.state}.${decision.decision}`, { name: refund.requestedBy.name })
}
