import { nextDueAt } from '../domain/backoff.ts'
import { type DecisionMeaning, readDecisionAnswer } from '../domain/decision-answer.ts'
import { type ApprovalRow, settleDecision, startDecision } from '../store/approvals.ts'
import { findOutboxRow } from '../store/outbox.ts'
import { ANSWER_LIMIT_BYTES, ATTEMPT_DEADLINE_MS, type AttemptPorts } from './attempt.ts'

/** How an attempt to carry a decision ended; `not_mine_to_send`: it had reached the central service already. */
export type DecisionEnd = DecisionMeaning | 'not_mine_to_send' | 'not_saved'

/** One attempt to carry a supervisor's decision to the central service, written down on both sides of the request. */
export async function attemptDecision(ports: AttemptPorts, key: string): Promise<DecisionEnd> {
  const { desk, clock, random } = ports
  const started = desk.write('attempt', () => startDecision(desk, key, clock()))
  if (!started.ok) return 'not_saved'
  if (started.value === undefined) return 'not_mine_to_send'
  const row = started.value
  ports.onChanged()
  const meaning = await exchange(ports, row)
  const settled = desk.write('answer', () => {
    const now = clock()
    const attempts = (findOutboxRow(desk, key, 'approval')?.attempts ?? 0) + 1
    const { retryAt, ...outcome } = meaning
    settleDecision(desk, row, outcome, {
      now,
      dueAt: nextDueAt(attempts, now, retryAt, random),
      notBefore: retryAt,
    })
  })
  ports.onChanged()
  return settled.ok ? meaning : 'not_saved'
}

async function exchange(ports: AttemptPorts, row: ApprovalRow): Promise<DecisionMeaning> {
  const answer = await ports.client.post(`/v1/refunds/${encodeURIComponent(row.refundId)}/approval`, {
    headers: { 'idempotency-key': `"${row.key}"`, 'content-type': 'application/json' },
    bodyBytes: row.body,
    signal: ports.signal,
    deadlineMs: ports.attemptDeadlineMs ?? ATTEMPT_DEADLINE_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
    onBehalfOf: row.personId,
  })
  if (answer.ok) return readDecisionAnswer(answer.value, row.refundId, ports.clock())
  const { code, kind, retryAt = null } = answer.failure
  return { state: 'unknown', problemCode: code ?? kind, centralState: null, retryAt }
}
