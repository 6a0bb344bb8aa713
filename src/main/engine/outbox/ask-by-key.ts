import { z } from 'zod'
import type { Failure } from '../../../shared/model/index.ts'
import { readRefund } from '../central/endpoints/refunds.ts'
import type { CentralClient } from '../central/http/client.ts'
import type { CentralRefund } from '../domain/refund/meaning.ts'

/** Asking answers within this. */
const DEADLINE_MS = 15_000
/** The contract's limit on a refund's answer, counted after gunzip. */
export const ANSWER_LIMIT_BYTES = 64 * 1024

/** What the central service says of a key. `not_seen` proves nothing while a request may be under way. */
export type KeyAnswer =
  | { readonly kind: 'refund'; readonly refund: CentralRefund }
  | { readonly kind: 'working' }
  | { readonly kind: 'not_seen' }
  | { readonly kind: 'not_reachable'; readonly failure: Failure }

/** Asks for the refund of a key (contract, `GET /v1/refunds/by-key`), with the token of whoever is signed in. */
export async function askByKey(
  client: Pick<CentralClient, 'getJson'>,
  key: string,
  signal?: AbortSignal,
): Promise<KeyAnswer> {
  const answer = await client.getJson(`/v1/refunds/by-key/${key}`, {
    deadlineMs: DEADLINE_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
    ...(signal && { signal }),
  })
  if (!answer.ok) return { kind: 'not_reachable', failure: answer.failure }
  const { status, body } = answer.value
  if (status === 202) return { kind: 'working' }
  if (status === 404) return { kind: 'not_seen' }
  const refund = status === 200 ? readRefund(body) : null
  return refund === null ? unreadable(`http_${status}`) : { kind: 'refund', refund }
}

const voidedSchema = z.object({ idempotency_key: z.string(), executed: z.literal(false) })
const executedSchema = z.object({ code: z.string(), refund: z.unknown().optional() })

/** What came of asking to void a key. `voided`: it has never executed and never will. */
export type VoidAnswer = { readonly kind: 'voided' } | Exclude<KeyAnswer, { kind: 'not_seen' }>

/** Asks the central service to void a key (contract, `POST …/void`): the one proof that no money moved under it. */
export async function voidKey(client: Pick<CentralClient, 'post'>, key: string): Promise<VoidAnswer> {
  const answer = await client.post(`/v1/refunds/by-key/${key}/void`, {
    bodyBytes: new Uint8Array(),
    deadlineMs: DEADLINE_MS,
    maxBytes: ANSWER_LIMIT_BYTES,
  })
  if (!answer.ok) return { kind: 'not_reachable', failure: answer.failure }
  const { status, body } = answer.value
  const isVoided = status === 200 && voidedSchema.safeParse(body).data?.idempotency_key === key
  if (isVoided) return { kind: 'voided' }
  const standing = status === 409 ? executedSchema.safeParse(body).data : undefined
  if (standing?.code === 'in_progress') return { kind: 'working' }
  const refund = standing === undefined ? null : readRefund(standing.refund)
  return refund === null ? unreadable(`http_${status}`) : { kind: 'refund', refund }
}

function unreadable(code: string): { kind: 'not_reachable'; failure: Failure } {
  return { kind: 'not_reachable', failure: { kind: 'central_broken', code } }
}
