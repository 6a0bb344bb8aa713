import type { SessionView, User } from '../../shared/model/index.ts'
import { useAsk } from './desk.tsx'

/** The person whom the desk is open for, and what their role allows at this desk. */
export interface DeskPerson {
  readonly user: User | null
  readonly isSupervisor: boolean
}

/** The person of a session; nobody while it is undefined or signed out. */
export const personOf = (session: SessionView | undefined): DeskPerson => ({
  user: session?.user ?? null,
  isSupervisor: session?.user?.role === 'supervisor',
})

/** The person who uses the desk. */
export const usePerson = (): DeskPerson => personOf(useAsk('session.get', {}).data)
