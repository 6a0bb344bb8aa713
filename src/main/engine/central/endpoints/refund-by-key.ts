import type { Failure } from '../../../../shared/model/index.ts'
import type { CentralRefund } from '../../domain/refund/meaning.ts'
import type { CentralClient } from '../http/client.ts'
import { readRefund } from '../wire/refund.ts'

// GET /v1/refunds/by-key/{key} (contract, Refunds).

const DEADLINE_MS = 15_000

/** What the central service knows of a key. `not_seen` proves nothing while a request may still be under way. */
export type KeyAnswer =
  | { readonly kind: 'refund'; readonly refund: CentralRefund }
  | { readonly kind: 'working' }
  | { readonly kind: 'not_seen' }
  | { readonly kind: 'not_reachable'; readonly failure: Failure }

/** Asks for the refund of a key, with the token of the person signed in. Every failure is `not_reachable`. */
export async function askByKey(
  client: Pick<CentralClient, 'getJson'>,
  key: string,
  signal?: AbortSignal,
): Promise<KeyAnswer> {
  const answer = await client.getJson(`/v1/refunds/by-key/${key}`, {
    deadlineMs: DEADLINE_MS,
    ...(signal && { signal }),
  })
  if (!answer.ok) return { kind: 'not_reachable', failure: answer.failure }
  const { status, body } = answer.value
  if (status === 202) return { kind: 'working' }
  if (status === 404) return { kind: 'not_seen' }
  const refund = status === 200 ? readRefund(body) : null
  return refund === null ? unreadable(status) : { kind: 'refund', refund }
}

/** An answer about a key that is not the JSON which the contract promises. */
export function unreadable(status: number): Extract<KeyAnswer, { kind: 'not_reachable' }> {
  return { kind: 'not_reachable', failure: { kind: 'central_broken', code: `http_${status}` } }
}
