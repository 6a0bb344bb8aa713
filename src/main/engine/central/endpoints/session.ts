import { Buffer } from 'node:buffer'
import { z } from 'zod'
import type { Result, User } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import type { CentralAnswer } from '../http/answer.ts'
import type { Transport } from '../http/transport.ts'

// POST /v1/session and POST /v1/session/refresh (contract, Session): both need no token and answer a session.

const DEADLINE_MS = 15_000

/** The pair of tokens of a session. They may be kept in safe storage only. */
export interface Tokens {
  readonly access: string
  readonly refresh: string
}

/** A session as the central service opens it, or as safe storage gives it back. */
export interface OpenedSession {
  readonly user: User
  readonly tokens: Tokens
}

/** The characters and the length that a token may have. */
export const tokenSchema = z.string().regex(/^[\x21-\x7e]{1,4096}$/)

const sessionSchema = z
  .object({
    access_token: tokenSchema,
    refresh_token: tokenSchema,
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
        refundLimits: refund_limit.map((limit) => ({ amountMinor: limit.amount_minor, currency: limit.currency })),
      },
    }),
  )

/** What both questions need: the way to the central service, and the clock (UTC ms) to read `Retry-After` by. */
interface SessionPorts {
  readonly transport: Pick<Transport, 'exchange'>
  readonly clock: () => number
}

/**
 * Opens a session with a password. Fails with `wrong_password`, `central_busy`, `central_unreachable`, `central_broken`,
 * `central_refused`.
 */
export async function openSession(
  ports: SessionPorts,
  credentials: { readonly username: string; readonly password: string },
): Promise<Result<OpenedSession>> {
  const answer = await post(ports, '/v1/session', credentials)
  if (!answer.ok) return answer
  return answer.value.status === 401 ? failed('wrong_password') : readSession(answer.value, ports.clock())
}

/**
 * Exchanges the refresh token for new tokens. Fails with `signed_out` when the session has ended, otherwise as `openSession` does.
 */
export async function refreshSession(ports: SessionPorts, refreshToken: string): Promise<Result<OpenedSession>> {
  const answer = await post(ports, '/v1/session/refresh', { refresh_token: refreshToken })
  if (!answer.ok) return answer
  return answer.value.status === 401 ? failed('signed_out') : readSession(answer.value, ports.clock())
}

function post(
  { transport }: SessionPorts,
  path: string,
  body: Readonly<Record<string, string>>,
): Promise<Result<CentralAnswer>> {
  return transport.exchange({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    bodyBytes: Buffer.from(JSON.stringify(body)),
    deadlineMs: DEADLINE_MS,
  })
}

/** What an answer means; a 401 means something else to each of the two. */
function readSession({ status, headers, body }: CentralAnswer, now: number): Result<OpenedSession> {
  if (status === 429 || status >= 500) {
    return failed('central_busy', `http_${status}`, readRetryAfter(headers['retry-after'], now))
  }
  if (status >= 400) return failed(body === undefined ? 'central_broken' : 'central_refused', `http_${status}`)
  const session = sessionSchema.safeParse(body)
  return session.success ? done(session.data) : failed('central_broken', 'not_a_session')
}
