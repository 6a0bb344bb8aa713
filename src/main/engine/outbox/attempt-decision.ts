import { postApproval } from '../central/endpoints/approvals.ts'
import { postDecision } from '../central/endpoints/decisions.ts'
import type { DecisionMeaning } from '../central/endpoints/queued-decision.ts'
import type { AttemptOptions, CentralClient } from '../central/http/client.ts'
import { nextDueAt } from '../domain/backoff.ts'
import { type ApprovalAnswer, type ApprovalRow, approvalSteps, type EndedApproval } from '../store/desk/approvals.ts'
import {
  type EndedLocalDecision,
  type LocalDecisionAnswer,
  type LocalDecisionRow,
  localDecisionSteps,
} from '../store/desk/local-decisions.ts'
import type { DecisionSteps, QueuedDecision } from '../store/desk/queued-decisions.ts'
import type { AttemptPorts } from './ports.ts'

/**
 * How an attempt to send a decision ended: with the code of its answer; `not_mine_to_send`, because the decision had ended
 * meanwhile; or `not_saved`, because the disk refused a write.
 */
export type DecisionEnd = { readonly problemCode: string | null } | 'not_mine_to_send' | 'not_saved'

/** One kind of decision: its steps on disk, and its endpoint. */
interface DecisionKind<Row extends QueuedDecision<Ended>, Ended extends string, Details> {
  readonly steps: DecisionSteps<Row, Ended, Details>
  readonly post: (
    client: Pick<CentralClient, 'post'>,
    row: Row,
    options: AttemptOptions,
  ) => Promise<DecisionMeaning<Ended, Details>>
}

const APPROVAL: DecisionKind<ApprovalRow, EndedApproval, ApprovalAnswer> = { steps: approvalSteps, post: postApproval }

const LOCAL_DECISION: DecisionKind<LocalDecisionRow, EndedLocalDecision, LocalDecisionAnswer> = {
  steps: localDecisionSteps,
  post: postDecision,
}

/** Sends a decision once. `sending` is on disk before the socket opens, and what came back before this returns. */
async function attempt<Row extends QueuedDecision<Ended>, Ended extends string, Details>(
  ports: AttemptPorts,
  { steps, post }: DecisionKind<Row, Ended, Details>,
  key: string,
): Promise<DecisionEnd> {
  const { desk, client, clock, random } = ports
  const started = desk.write('attempt', () => steps.start(desk, key, clock()))
  if (!started.ok) return 'not_saved'
  if (started.value === undefined) return 'not_mine_to_send'
  const row = started.value
  ports.onChanged()
  const { retryAt, ...outcome } = await post(client, row, ports)
  const settled = desk.write('answer', () => {
    const now = clock()
    const dueAt = (attempts: number) => nextDueAt(attempts, now, retryAt, random)
    steps.settle(desk, row, outcome, { now, dueAt, notBefore: retryAt })
  })
  ports.onChanged()
  return settled.ok ? outcome : 'not_saved'
}

/** An attempt for each kind of decision. */
export const attemptDecision = {
  approval: (ports: AttemptPorts, key: string) => attempt(ports, APPROVAL, key),
  decision: (ports: AttemptPorts, key: string) => attempt(ports, LOCAL_DECISION, key),
}
