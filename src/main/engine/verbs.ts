import type { CentralClient } from './central/http/client.ts'
import { type ApprovalVerbs, createApprovalVerbs } from './features/approval/approvals.ts'
import { createGroupDecisionVerbs, type GroupDecisionVerbs } from './features/group/decide.ts'
import { type BulkRefundVerb, createBulkRefund } from './features/refund/bulk.ts'
import { createRefundVerbs, type RefundPorts, type RefundVerbs } from './features/refund/refund.ts'
import { createReviewVerbs, type ReviewVerbs } from './features/review/review.ts'

/** Everything that a person can do at the desk that is written down and sent, by task. */
export interface Verbs {
  readonly refunds: RefundVerbs
  readonly reviews: ReviewVerbs
  readonly approvals: ApprovalVerbs
  readonly groupDecisions: GroupDecisionVerbs
  readonly giveBackInBulk: BulkRefundVerb
}

/** Builds all verbs of one desk. */
export function createVerbs(
  ports: RefundPorts & {
    readonly client: Pick<CentralClient, 'getJson' | 'post'>
    /** Lets everything else go first that waits for this thread. */
    readonly giveWay: () => Promise<void>
  },
): Verbs {
  return {
    refunds: createRefundVerbs(ports),
    reviews: createReviewVerbs(ports),
    approvals: createApprovalVerbs(ports),
    groupDecisions: createGroupDecisionVerbs(ports),
    giveBackInBulk: createBulkRefund(ports),
  }
}
