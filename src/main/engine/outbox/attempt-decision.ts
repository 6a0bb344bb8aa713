import type { Failure } from '../../../shared/model/index.ts'
import { type DecisionMeaning, readApprovalAnswer } from '../central/endpoints/approvals.ts'
import { readDecisionAnswer } from '../central/endpoints/decisions.ts'
import type { CentralAnswer } from '../central/http/central-answer.ts'
import { nextDueAt } from '../domain/backoff.ts'
import { type ApprovalAnswer, type ApprovalRow, approvalSteps, type EndedApproval } from '../store/desk/approvals.ts'
import {
  type EndedLocalDecision,
  type LocalDecisionAnswer,
  type LocalDecisionRow,
  localDecisionSteps,
} from '../store/desk/local-decisions.ts'
import type { DecisionSteps, QueuedDecision } from '../store/desk/queued-decisions.ts'
import { ANSWER_LIMIT_BYTES } from './ask-by-key.ts'
import { ATTEMPT_DEADLINE_MS, type AttemptPorts } from './attempt-refund.ts'

/** How an attempt to carry a decision ended: with its code, `not_mine_to_send` when it was not to be sent, or the disk said no. */
export type DecisionEnd = { readonly problemCode: string | null } | 'not_mine_to_send' | 'not_saved'

/** A kind of decision on the road: its steps on disk, where it is posted, and what its answers mean. */
interface Post<Row extends QueuedDecision<Ended>, Ended extends string, Told> {
  readonly steps: DecisionSteps<Row, Ended, Told>
  readonly path: (row: Row) => string
  readonly read: (answer: CentralAnswer, row: Row, now: number) => DecisionMeaning<Ended, Told>
}

/** One attempt to carry a decision to the central service, written down on both sides of the request. */
async function attempt<Row extends QueuedDecision<Ended>, Ended extends string, Told>(
  ports: AttemptPorts,
  { steps, path, read }: Post<Row, Ended, Told>,
  key: string,
): Promise<DecisionEnd> {
  const { desk, clock, random } = ports
  const started = desk.write('attempt', () => steps.start(desk, key, clock()))
  if (!started.ok) return 'not_saved'
  if (started.value === undefined) return 'not_mine_to_send'
  const row = started.value
  ports.onChanged()
  const answer = await ports.client.post(path(row), {
    headers: { 'idempotency-key': `"${row.key}"`, 'content-type': 'application/json' },
    bodyBytes: row.body,
    signal: ports.signal,
    deadlineMs: ports.attemptDeadlineMs ?? ATTEMPT_DEADLINE_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
    onBehalfOf: row.personId,
  })
  const { retryAt, ...outcome } = answer.ok ? read(answer.value, row, clock()) : unanswered(answer.failure)
  const settled = desk.write('answer', () => {
    const now = clock()
    const dueAt = (attempts: number) => nextDueAt(attempts, now, retryAt, random)
    steps.settle(desk, row, outcome, { now, dueAt, notBefore: retryAt })
  })
  ports.onChanged()
  return settled.ok ? outcome : 'not_saved'
}

function unanswered({ code, kind, retryAt }: Failure): DecisionMeaning<never, never> {
  return { state: 'unknown', problemCode: code ?? kind, details: null, retryAt: retryAt ?? null }
}

const APPROVAL: Post<ApprovalRow, EndedApproval, ApprovalAnswer> = {
  steps: approvalSteps,
  path: ({ refundId }) => `/v1/refunds/${encodeURIComponent(refundId)}/approval`,
  read: (answer, { refundId }, now) => readApprovalAnswer(answer, refundId, now),
}

const LOCAL_DECISION: Post<LocalDecisionRow, EndedLocalDecision, LocalDecisionAnswer> = {
  steps: localDecisionSteps,
  path: () => '/v1/decisions',
  read: readDecisionAnswer,
}

/** An attempt for each kind of decision. */
export const attemptDecision = {
  approval: (ports: AttemptPorts, key: string) => attempt(ports, APPROVAL, key),
  decision: (ports: AttemptPorts, key: string) => attempt(ports, LOCAL_DECISION, key),
}
