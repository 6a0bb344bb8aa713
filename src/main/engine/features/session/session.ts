import type { Result, SessionView } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import type { Session } from '../../central/session/session.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { countQueue } from '../queue/queue.ts'

/** The verbs of the session. */
export interface SessionVerbs {
  readonly get: () => Result<SessionView>
  /** Fails as `Session.signIn` does. */
  readonly signIn: (argument: { username: string; password: string }) => Promise<Result<SessionView>>
  readonly signOut: () => Promise<Result<SessionView>>
}

/** Builds the verbs; the queue says how many refunds wait for a sign-in. */
export function createSessionVerbs(ports: {
  session: Session
  desk: Store
  tokensKept: SessionView['tokensKept']
}): SessionVerbs {
  const { session, desk, tokensKept } = ports
  const get = () => {
    const waitingRefunds = countQueue({ desk, session }).waitingForSignIn
    return done({ state: session.state(), user: session.user(), tokensKept, waitingRefunds })
  }
  return {
    get,
    signIn: async ({ username, password }) => {
      const signedIn = await session.signIn(username, password)
      return signedIn.ok ? get() : signedIn
    },
    signOut: async () => {
      await session.signOut()
      return get()
    },
  }
}
