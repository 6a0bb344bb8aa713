import type { SessionView, User } from '../../shared/model/index.ts'
import { may, type Right } from '../../shared/rules/permissions.ts'
import { useAsk } from './desk.tsx'

/** The person whom the desk is open for, and what their role lets them do. */
export interface DeskPerson {
  /** Null while nobody is signed in. */
  readonly user: User | null
  /** Whether their role has a right (shared/rules/permissions.ts). */
  readonly may: (right: Right) => boolean
}

/** The person of a session; nobody while it is undefined or signed out. */
export function personOf(session: SessionView | undefined): DeskPerson {
  const user = session?.user ?? null
  return { user, may: (right) => may(user, right) }
}

/** The person who uses the desk. */
export const usePerson = (): DeskPerson => personOf(useAsk('session.get', {}).data)
