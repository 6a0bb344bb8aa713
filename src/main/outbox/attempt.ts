import type { Result } from '../../preload/model.ts'
import type { CentralClient } from '../central/client.ts'
import { nextDueAt } from '../domain/backoff.ts'
import { type Meaning, notKnown, readRefundAnswer } from '../domain/refund-answer.ts'
import type { Log } from '../engine-protocol.ts'
import { applyMeaning, type IntentRow, startAttempt } from '../store/intents.ts'
import { type Store, writeInOneGo } from '../store/open.ts'
import { findOutboxRow } from '../store/outbox.ts'

/** One attempt answers within this, or its outcome is not known. */
const ATTEMPT_DEADLINE_MS = 30_000
/** The contract's limit on a refund's answer, counted after gunzip. */
const ANSWER_LIMIT_BYTES = 64 * 1024

/** What an attempt needs of its surroundings. */
export interface AttemptPorts {
  readonly desk: Store
  readonly client: Pick<CentralClient, 'post'>
  readonly clock: () => number
  readonly random: () => number
  readonly log: Log
  /** The queue changed on disk. */
  readonly onChanged: () => void
  /** Gives up the requests that are under way: the desk is closing. */
  readonly signal: AbortSignal
  readonly attemptDeadlineMs?: number
}

/** How an attempt ended: with its meaning on disk; not begun, because the intent moved meanwhile; or the disk said no. */
export type AttemptEnd = Meaning | 'not_mine_to_send' | 'not_saved'

/**
 * One attempt to carry an intent to the central service. It is counted and committed before the socket opens, and
 * what came back is committed before this returns, so that no success is lost between the two.
 */
export async function attemptRefund(ports: AttemptPorts, key: string): Promise<AttemptEnd> {
  const { desk, clock } = ports
  const started = writeInOneGo(desk, () => startAttempt(desk, key, clock()))
  if (!started.ok) return 'not_saved'
  if (started.value === undefined) return 'not_mine_to_send'
  ports.onChanged()
  const meaning = await exchange(ports, started.value)
  const settled = settle(ports, started.value, meaning)
  ports.onChanged()
  return settled.ok ? meaning : 'not_saved'
}

async function exchange(ports: AttemptPorts, row: IntentRow): Promise<Meaning> {
  const answer = await ports.client.post('/v1/refunds', {
    headers: { 'idempotency-key': `"${row.key}"`, 'x-gateway': row.gateway, 'content-type': 'application/json' },
    bodyBytes: row.body,
    signal: ports.signal,
    deadlineMs: ports.attemptDeadlineMs ?? ATTEMPT_DEADLINE_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
    onBehalfOf: row.agentId,
  })
  if (answer.ok) return readRefundAnswer(answer.value, row, ports.clock())
  return notKnown(answer.failure.code ?? answer.failure.kind, answer.failure.retryAt ?? null)
}

function settle(ports: AttemptPorts, row: IntentRow, meaning: Meaning): Result<boolean> {
  const { desk, clock, random, log } = ports
  const settled = writeInOneGo(desk, () => {
    const now = clock()
    const attempts = (findOutboxRow(desk, row.key)?.attempts ?? 0) + 1
    const dueAt = meaning.gateway === null ? nextDueAt(attempts, now, meaning.retryAt, random) : now
    return applyMeaning(desk, row.key, meaning, { now, dueAt, why: 'answer' })
  })
  if (meaning.event !== 'accepted') {
    const fields = { key: row.key, attempts: row.attempts, state: meaning.event, code: meaning.code }
    log({ level: 'warn', scope: 'outbox', message: 'An attempt did not end in an acceptance', fields })
  }
  return settled
}
