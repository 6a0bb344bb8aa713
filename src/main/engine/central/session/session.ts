import { z } from 'zod'
import type { Result, SessionView, User } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { type OpenedSession, openSession, refreshSession, type Tokens, tokenSchema } from '../endpoints/session.ts'
import type { Access, TokenSource } from '../http/client.ts'
import type { Transport } from '../http/transport.ts'

/** The person that the desk is open for, and the tokens of that person. */
export interface Session extends TokenSource {
  /** Opens for the person of the kept session; without one for the person last signed in, without a token. */
  readonly start: (kept: string | null) => void
  readonly user: () => User | null
  readonly state: () => SessionView['state']
  /** Whether there is a token that may send the refunds of this person. */
  readonly holdsTokenOf: (userId: string) => boolean
  /** Fails with `wrong_password`, `central_busy`, `central_unreachable`, `central_broken`, `central_refused`. */
  readonly signIn: (username: string, password: string) => Promise<Result<null>>
  /** Forgets the tokens and the person. Their drafts and queued writes stay on disk. */
  readonly signOut: () => Promise<void>
}

/**
 * Builds the session (contract, Session). It keeps new tokens before it first uses them, because the old refresh token works only
 * until then: neither a lost answer nor a process that ends in between signs anybody out.
 */
export function createSession(options: {
  transport: Transport
  clock: () => number
  /** Hands the session to safe storage as text; null after signing out. The session awaits it before it uses a new token. */
  keepSession: (session: string | null) => void | Promise<void>
  /** Only a convenience: when the write fails, the next start may not know the person. */
  lastUser: { readonly read: () => User | null; readonly write: (user: User | null) => unknown }
  /** Called when somebody signs in or out, and when a token is proved or lost. */
  onChanged: () => void
}): Session {
  const { keepSession, lastUser, onChanged } = options
  let user: User | null = null
  let tokens: Tokens | null = null
  /** Whether the central service has accepted the tokens since this process started. */
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

  /** The person stays and can search and queue; only a password brings new tokens. */
  async function loseTokens(): Promise<void> {
    tokens = null
    isProved = false
    await keepSession(null)
    onChanged()
  }

  async function renew(refused: Tokens, owner: User): Promise<Result<Access>> {
    const opened = await refreshSession(options, refused.refresh)
    if (tokens !== refused) return failed('signed_out')
    if (!opened.ok) {
      if (opened.failure.kind === 'signed_out') await loseTokens()
      return opened
    }
    if (opened.value.user.id !== owner.id) return failed('central_broken', 'other_user')
    await adopt(opened.value)
    return tokens === opened.value.tokens ? done({ userId: owner.id, token: tokens.access }) : failed('signed_out')
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
      const opened = await openSession(options, { username, password })
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

const keptSchema = z.object({
  tokens: z.object({ access: tokenSchema, refresh: tokenSchema }),
  user: z.object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    refundLimits: z.array(z.object({ amountMinor: z.int(), currency: z.string() })),
    locale: z.string(),
  }),
})

/** Writes a session as text for safe storage. */
function packSession(session: OpenedSession): string {
  return JSON.stringify(session)
}

/** Reads the text that safe storage gave back; null when there is none or it is no session. */
function unpackSession(text: string | null): OpenedSession | null {
  if (text === null) return null
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
