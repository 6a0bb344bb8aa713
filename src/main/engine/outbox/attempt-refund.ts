import type { Gateway, Result } from '../../../shared/model/index.ts'
import { meaningOfRefund, readRefundAnswer } from '../central/endpoints/refunds.ts'
import { nextDueAt } from '../domain/backoff.ts'
import type { GatewayOutcome } from '../domain/breaker.ts'
import { gatewayOutcome, type Meaning, meaningOf, notKnown } from '../domain/refund/meaning.ts'
import { mustAskFirst, mustBeRechecked } from '../domain/refund/waiting-for.ts'
import { applyMeaning, forgetAskFirst, startAttempt } from '../store/desk/intent-steps.ts'
import { findIntent, type IntentRow } from '../store/desk/intents.ts'
import { findOutboxRow } from '../store/desk/outbox.ts'
import { ANSWER_LIMIT_BYTES, askByKey } from './ask-by-key.ts'
import type { OutboxPorts } from './ports.ts'

/** One attempt answers within this, or its outcome is not known. */
export const ATTEMPT_DEADLINE_MS = 30_000

/** What an attempt needs of its surroundings. */
export interface AttemptPorts
  extends Pick<
    OutboxPorts,
    'desk' | 'client' | 'clock' | 'random' | 'log' | 'reached' | 'findChange' | 'onChanged' | 'attemptDeadlineMs'
  > {
  /** How the gateway took an attempt. */
  readonly report: (gateway: Gateway, outcome: GatewayOutcome) => void
  /** Gives up the requests that are under way: the desk is closing. */
  readonly signal: AbortSignal
}

/** How an attempt ended: with its meaning on disk; not begun, because the intent moved meanwhile; or the disk said no. */
export type AttemptEnd = Meaning | 'not_mine_to_send' | 'not_saved'

/**
 * One attempt to carry an intent to the central service. It is counted, committed and journaled before the socket opens,
 * and what came back is on disk before this returns, so that no success is lost between the two.
 */
export async function attemptRefund(ports: AttemptPorts, key: string): Promise<AttemptEnd> {
  const { desk, clock, reached } = ports
  const started = desk.write('attempt', () => (isAsItWas(ports, key) ? startAttempt(desk, key, clock()) : undefined))
  if (!started.ok) return 'not_saved'
  ports.onChanged()
  if (started.value === undefined) return 'not_mine_to_send'
  const { meaning, wasAsked } = await exchange(ports, started.value)
  reached('reply_read')
  const settled = settle(ports, started.value, meaning, wasAsked)
  const outcome = gatewayOutcome(meaning)
  if (outcome !== null && !ports.signal.aborted) ports.report(started.value.gateway, outcome)
  ports.onChanged()
  return settled.ok ? meaning : 'not_saved'
}

/** An intent that waited long before its first attempt is judged again: what changed meanwhile is for a person. */
function isAsItWas({ desk, clock, findChange }: AttemptPorts, key: string): boolean {
  const row = findIntent(desk, key)
  const now = clock()
  if (row === undefined || !mustBeRechecked(row, now)) return true
  const change = findChange(row)
  if (change === null) return true
  applyMeaning(desk, key, meaningOf('facts_changed', change), { now, dueAt: now, why: change })
  return false
}

async function exchange(ports: AttemptPorts, row: IntentRow): Promise<{ meaning: Meaning; wasAsked: boolean }> {
  const wasAsked = mustAskFirst(row, ports.clock())
  if (wasAsked) {
    const known = await askByKey(ports.client, row.key, ports.signal)
    if (known.kind === 'refund') return { meaning: meaningOfRefund(known.refund, row), wasAsked }
    if (known.kind === 'working') return { meaning: notKnown('in_progress'), wasAsked: false }
    if (known.kind === 'not_reachable') {
      const { code, kind, retryAt = null } = known.failure
      return { meaning: notKnown(code ?? kind, retryAt), wasAsked: false }
    }
  }
  const answering = ports.client.post('/v1/refunds', {
    headers: { 'idempotency-key': `"${row.key}"`, 'x-gateway': row.gateway, 'content-type': 'application/json' },
    bodyBytes: row.body,
    signal: ports.signal,
    deadlineMs: ports.attemptDeadlineMs ?? ATTEMPT_DEADLINE_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
    onBehalfOf: row.agentId,
  })
  ports.reached('request_begun')
  const answer = await answering
  if (answer.ok) return { meaning: readRefundAnswer(answer.value, row, ports.clock()), wasAsked }
  const { code, kind, retryAt = null } = answer.failure
  return { meaning: notKnown(code ?? kind, retryAt), wasAsked }
}

function settle(ports: AttemptPorts, row: IntentRow, meaning: Meaning, wasAsked: boolean): Result<boolean> {
  const { desk, clock, random, log } = ports
  const settled = desk.write('answer', () => {
    const now = clock()
    const attempts = (findOutboxRow(desk, row.key)?.attempts ?? 0) + 1
    const dueAt = meaning.gateway === null ? nextDueAt(attempts, now, meaning.retryAt, random) : now
    if (wasAsked) forgetAskFirst(desk, row.key)
    return applyMeaning(desk, row.key, meaning, { now, dueAt, why: 'answer' })
  })
  if (meaning.event !== 'accepted') {
    const fields = { key: row.key, attempts: row.attempts, state: meaning.event, code: meaning.code }
    log({ level: 'warn', scope: 'outbox', message: 'An attempt did not end in an acceptance', fields })
  }
  return settled
}
