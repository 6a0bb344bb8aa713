import { z } from 'zod'
import type { CentralClient } from '../http/client.ts'
import { readRefund } from '../wire/refund.ts'
import { type KeyAnswer, unreadable } from './refund-by-key.ts'

// POST /v1/refunds/by-key/{key}/void (contract, Refunds): the only proof that no money moved under a key.

const DEADLINE_MS = 15_000

const voidedSchema = z.object({ idempotency_key: z.string(), executed: z.literal(false) })
const executedSchema = z.object({ code: z.string(), refund: z.unknown().optional() })

/** What came of voiding a key. `voided`: the key has never executed and never will; `refund`: it has executed. */
export type VoidAnswer = { readonly kind: 'voided' } | Exclude<KeyAnswer, { kind: 'not_seen' }>

/** Voids a key, with the token of the person signed in. Every failure is `not_reachable`. */
export async function voidKey(client: Pick<CentralClient, 'post'>, key: string): Promise<VoidAnswer> {
  const answer = await client.post(`/v1/refunds/by-key/${key}/void`, {
    bodyBytes: new Uint8Array(),
    deadlineMs: DEADLINE_MS,
  })
  if (!answer.ok) return { kind: 'not_reachable', failure: answer.failure }
  const { status, body } = answer.value
  const isVoided = status === 200 && voidedSchema.safeParse(body).data?.idempotency_key === key
  if (isVoided) return { kind: 'voided' }
  const executed = status === 409 ? executedSchema.safeParse(body).data : undefined
  if (executed?.code === 'in_progress') return { kind: 'working' }
  const refund = executed === undefined ? null : readRefund(executed.refund)
  return refund === null ? unreadable(status) : { kind: 'refund', refund }
}
