import type { SessionView, User } from '../../shared/model/index.ts'
import { useAsk } from './desk.tsx'

/** Who the desk is open for, and what their role lets them do here. */
export interface DeskPerson {
  readonly user: User | null
  readonly isSupervisor: boolean
}

/** What a session lets its person do. */
export const personOf = (session: SessionView | undefined): DeskPerson => ({
  user: session?.user ?? null,
  isSupervisor: session?.user?.role === 'supervisor',
})

/** The person in front of the desk. */
export const usePerson = (): DeskPerson => personOf(useAsk('session.get', {}).data)
