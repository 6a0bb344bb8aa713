import { z } from 'zod'
import type { User } from '../../../../shared/model/index.ts'

/** The pair of tokens that a session is. Text that is safe to keep only in safe storage. */
export interface Tokens {
  readonly access: string
  readonly refresh: string
}

/** A session as the central service opens it, or as safe storage gives it back. */
export interface OpenedSession {
  readonly user: User
  readonly tokens: Tokens
}

const token = z.string().regex(/^[\x21-\x7e]{1,4096}$/)

const answerSchema = z
  .object({
    access_token: token,
    refresh_token: token,
    user: z.object({
      id: z.string().min(1).max(64),
      name: z.string().max(200),
      role: z.string().max(64),
      refund_limit: z.array(z.object({ amount_minor: z.int().nonnegative(), currency: z.string().max(8) })),
      locale: z.string().max(64),
    }),
  })
  .transform(
    ({ access_token, refresh_token, user: { refund_limit, ...user } }): OpenedSession => ({
      tokens: { access: access_token, refresh: refresh_token },
      user: {
        ...user,
        refundLimits: refund_limit.map((it) => ({ amountMinor: it.amount_minor, currency: it.currency })),
      },
    }),
  )

const keptSchema = z.object({
  tokens: z.object({ access: token, refresh: token }),
  user: z.object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    refundLimits: z.array(z.object({ amountMinor: z.int(), currency: z.string() })),
    locale: z.string(),
  }),
})

/** Reads the answer to signing in and to refreshing (contract, Session); null when it is neither. */
export function readSessionAnswer(body: unknown): OpenedSession | null {
  return answerSchema.safeParse(body).data ?? null
}

/** The session as text for safe storage. */
export function packSession(session: OpenedSession): string {
  return JSON.stringify(session)
}

/** The session that safe storage gave back; null when there is none or it cannot be read. */
export function unpackSession(text: string | null): OpenedSession | null {
  if (text === null) return null
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
