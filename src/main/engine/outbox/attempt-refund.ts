import type { Result } from '../../../shared/model/index.ts'
import { askByKey } from '../central/endpoints/refund-by-key.ts'
import { postRefund } from '../central/endpoints/refunds.ts'
import { meaningOfFailure, meaningOfRefund } from '../central/wire/refund.ts'
import { nextDueAt } from '../domain/backoff.ts'
import { gatewayOutcome, type Meaning, meaningOf, notKnown } from '../domain/refund/meaning.ts'
import { mustAskFirst, mustBeRechecked } from '../domain/refund/waiting-for.ts'
import { applyMeaning, forgetAskFirst, startAttempt } from '../store/desk/intent-steps.ts'
import { findIntent, type IntentRow } from '../store/desk/intents.ts'
import { findOutboxRow } from '../store/desk/outbox.ts'
import type { AttemptPorts } from './ports.ts'

/**
 * How an attempt ended: with its meaning, which is on disk; `not_mine_to_send`, because the intent changed meanwhile; or
 * `not_saved`, because the disk refused a write.
 */
export type AttemptEnd = Meaning | 'not_mine_to_send' | 'not_saved'

/**
 * Sends an intent once. The attempt is counted, committed and journaled before the socket opens, and what came back is on disk
 * before this returns, so that no success is lost between the two.
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

/**
 * Checks an intent again that waited long before its first attempt. When something has changed meanwhile, the intent becomes
 * `needs_review` and this is false.
 */
function isAsItWas({ desk, clock, findChange }: AttemptPorts, key: string): boolean {
  const row = findIntent(desk, key)
  const now = clock()
  if (row === undefined || !mustBeRechecked(row, now)) return true
  const change = findChange(row)
  if (change === null) return true
  applyMeaning(desk, key, meaningOf('facts_changed', change), { now, dueAt: now, why: change })
  return false
}

/** Asks by key where that must come first, else sends. `wasAsked`: the central service has said what it knows of the key. */
async function exchange(ports: AttemptPorts, row: IntentRow): Promise<{ meaning: Meaning; wasAsked: boolean }> {
  const wasAsked = mustAskFirst(row, ports.clock())
  if (wasAsked) {
    const known = await askByKey(ports.client, row.key, ports.signal)
    if (known.kind === 'refund') return { meaning: meaningOfRefund(known.refund, row), wasAsked }
    if (known.kind === 'working') return { meaning: notKnown('in_progress'), wasAsked: false }
    if (known.kind === 'not_reachable') return { meaning: meaningOfFailure(known.failure), wasAsked: false }
  }
  const sending = postRefund(ports.client, row, ports)
  ports.reached('request_begun')
  return { meaning: await sending, wasAsked }
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
