import { Buffer } from 'node:buffer'
import type { Result, SessionView, User } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import { type OpenedSession, packSession, readSessionAnswer, type Tokens, unpackSession } from '../endpoints/session.ts'
import type { CentralAnswer } from '../http/central-answer.ts'
import type { Access, TokenSource } from '../http/client.ts'
import type { Transport } from '../http/transport.ts'

/** Signing in answers within this, or is given up. */
const DEADLINE_MS = 15_000
const ANSWER_LIMIT_BYTES = 64 * 1024

/** Who the desk is open for, and the tokens of that person. */
export interface Session extends TokenSource {
  /** Opens for the person of the kept session, else for the one last signed in, without a token. */
  readonly start: (kept: string | null) => void
  readonly user: () => User | null
  readonly state: () => SessionView['state']
  /** True while there is a token that this person's refunds may be sent with. */
  readonly holdsTokenOf: (userId: string) => boolean
  /** Fails with `wrong_password`, `central_busy`, `central_unreachable`, `central_broken`, `central_refused`. */
  readonly signIn: (username: string, password: string) => Promise<Result<null>>
  /** Forgets the tokens and the person. Drafts and queued writes stay for when they come back. */
  readonly signOut: () => Promise<void>
}

/**
 * The session (contract, Session). New tokens are kept before they are first used, because the old refresh token works only
 * until then: a lost answer, or the end of the process in between, signs nobody out.
 */
export function createSession(options: {
  transport: Transport
  clock: () => number
  /** Hands the session to safe storage as text; null after signing out. Awaited before a new token is used. */
  keepSession: (session: string | null) => void | Promise<void>
  /** A convenience: where it cannot be written, the next start asks for the password. */
  lastUser: { readonly read: () => User | null; readonly write: (user: User | null) => unknown }
  /** Somebody signed in or out, or a token turned out to work, or not to. */
  onChanged: () => void
}): Session {
  const { transport, clock, keepSession, lastUser, onChanged } = options
  let user: User | null = null
  let tokens: Tokens | null = null
  /** The tokens have been taken by the central service since this process began. */
  let isProved = false
  let renewing: Promise<Result<Access>> | null = null

  async function adopt(session: OpenedSession): Promise<void> {
    const isSomebodyElse = session.user.id !== user?.id
    user = session.user
    lastUser.write(user)
    if (isSomebodyElse) tokens = null
    await keepSession(packSession(session))
    if (user !== session.user) return
    tokens = session.tokens
    isProved = true
    onChanged()
  }

  /** The person stays, to search and to queue; only a password brings new tokens. */
  async function loseTokens(): Promise<void> {
    tokens = null
    isProved = false
    await keepSession(null)
    onChanged()
  }

  async function renew(refused: Tokens, owner: User): Promise<Result<Access>> {
    const answer = await post('/v1/session/refresh', { refresh_token: refused.refresh })
    if (tokens !== refused) return failed('signed_out')
    if (!answer.ok) return answer
    if (answer.value.status === 401) {
      await loseTokens()
      return failed('signed_out')
    }
    const opened = readOpened(answer.value, clock())
    if (!opened.ok) return opened
    if (opened.value.user.id !== owner.id) return failed('central_broken', 'other_user')
    await adopt(opened.value)
    return tokens === opened.value.tokens ? done({ userId: owner.id, token: tokens.access }) : failed('signed_out')
  }

  function post(path: string, body: Readonly<Record<string, string>>): Promise<Result<CentralAnswer>> {
    return transport.exchange({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      bodyBytes: Buffer.from(JSON.stringify(body)),
      deadlineMs: DEADLINE_MS,
      maxBytes: ANSWER_LIMIT_BYTES,
    })
  }

  return {
    start: (kept) => {
      const session = unpackSession(kept)
      user = session?.user ?? lastUser.read()
      tokens = session?.tokens ?? null
      onChanged()
    },
    user: () => user,
    state: () => (user === null ? 'signed_out' : tokens !== null && isProved ? 'signed_in' : 'offline'),
    holdsTokenOf: (userId) => tokens !== null && user?.id === userId,
    signIn: async (username, password) => {
      const answer = await post('/v1/session', { username, password })
      if (!answer.ok) return answer
      if (answer.value.status === 401) return failed('wrong_password')
      const opened = readOpened(answer.value, clock())
      if (!opened.ok) return opened
      await adopt(opened.value)
      return done(null)
    },
    signOut: async () => {
      user = null
      lastUser.write(null)
      await loseTokens()
    },
    access: () => (user !== null && tokens !== null ? { userId: user.id, token: tokens.access } : null),
    renew: (refused) => {
      if (user === null || tokens === null) return Promise.resolve(failed('signed_out'))
      if (tokens.access !== refused.token) return Promise.resolve(done({ userId: user.id, token: tokens.access }))
      renewing ??= renew(tokens, user).finally(() => {
        renewing = null
      })
      return renewing
    },
    proved: (access) => {
      if (isProved || tokens?.access !== access.token) return
      isProved = true
      onChanged()
    },
    dropped: (access) => {
      if (tokens?.access === access.token) void loseTokens()
    },
  }
}

/** Reads an answer to signing in or refreshing, as far as 401 does not have a meaning of its own. */
function readOpened(answer: CentralAnswer, now: number): Result<OpenedSession> {
  const { status, headers, body } = answer
  if (status === 429 || status >= 500) {
    return failed('central_busy', `http_${status}`, readRetryAfter(headers['retry-after'], now))
  }
  if (status >= 400) return failed(body === undefined ? 'central_broken' : 'central_refused', `http_${status}`)
  const opened = readSessionAnswer(body)
  return opened === null ? failed('central_broken', 'not_a_session') : done(opened)
}
