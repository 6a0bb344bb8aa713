import { randomUUID } from 'node:crypto'
import type { Queries } from '../database.ts'
import type { RefundRow } from '../feed/rows.ts'
import type { Gateway } from '../model.ts'
import type { Answer } from '../problem.ts'
import type { Service } from '../service.ts'
import type { Account } from '../session/people.ts'
import { fingerprintOf, readKey } from './key.ts'
import { answerOnce, type Decided, type KeyedRequest } from './key-ledger.ts'
import { firstRefusal, parseRefund, type RefundRequest, refuse, withinLimit } from './refund-rules.ts'
import { insertRefund, lockCharges, refundAnswer } from './refund-store.ts'

/** A received POST: the raw bytes for the fingerprint, and the parsed body. */
export interface KeyedPost {
  path: string
  headers: Record<string, string | string[] | undefined>
  bytes: Uint8Array
  /** The parsed JSON; undefined when the content type or the text is not JSON. */
  body: unknown
  person: Account
}

/** The request under its key; undefined when the key has not the form of the contract. */
export function keyedRequest(service: Service, { path, headers, bytes }: KeyedPost): KeyedRequest | undefined {
  const key = readKey(headers['idempotency-key'])
  if (!key) return undefined
  return { key, fingerprint: fingerprintOf('POST', path, bytes), owner: randomUUID(), now: service.clock }
}

/**
 * `POST /v1/refunds`, with the checks in the contract's order: body and headers, key, gateway, charge, keep, expected,
 * sum, limit.
 */
export async function giveRefund(service: Service, post: KeyedPost): Promise<Answer> {
  const keyed = keyedRequest(service, post)
  if (!keyed) return refuse(400, 'bad_request', 'The header Idempotency-Key is needed: a UUID as a quoted string.')
  const parsed = parseRefund(post.body, post.headers['x-gateway'])
  if (!parsed.ok) return refuseForGood(service, keyed, parsed.answer)
  const gateway: Gateway = post.headers['x-gateway'] === 'old' ? 'old' : 'new'
  const answer = await answerOnce(service.db, keyed, service.think, (tx) =>
    decide(tx, parsed.value, gateway, keyed, post.person),
  )
  service.bell.emit('changed')
  return answer
}

async function decide(
  tx: Queries,
  request: RefundRequest,
  gateway: Gateway,
  { key, now }: KeyedRequest,
  person: Account,
): Promise<Decided> {
  const charges = await lockCharges(tx, [request.charge_id, request.keep_charge_id])
  const refusal = await firstRefusal(tx, request, gateway, charges)
  if (refusal) return { answer: refusal }
  const { expected_refunded_minor: _, ...wanted } = request
  const at = now()
  const refund: RefundRow = {
    ...wanted,
    id: `rf_${randomUUID()}`,
    version: 1,
    state: withinLimit(person.refund_limit, request.amount_minor, request.currency) ? 'pending' : 'pending_approval',
    requested_by: { id: person.id, name: person.name },
    decided_by: null,
    decision_note: null,
    idempotency_key: key,
    created_at: at,
    updated_at: at,
  }
  await insertRefund(tx, refund)
  return { answer: refundAnswer(refund, 201), refundId: refund.id }
}

/**
 * Binds a 400 to its key, so that the same bytes never run later. When the key is bound to something else already, the
 * 400 is sent all the same, but without `executed: false`, because the key may have executed.
 */
async function refuseForGood(service: Service, keyed: KeyedRequest, refusal: Answer): Promise<Answer> {
  const bound = await answerOnce(
    service.db,
    keyed,
    async () => undefined,
    async () => ({ answer: refusal }),
  )
  if (bound.status === refusal.status || typeof refusal.body !== 'object') return bound
  const { executed: _, ...silent } = { executed: false, ...refusal.body }
  return { ...refusal, body: silent }
}
