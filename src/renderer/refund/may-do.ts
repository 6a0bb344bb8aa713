import type { IntentView } from '../../preload/model.ts'
import type { DeskPerson } from '../shell/use-person.ts'
import { isUnseen } from './intent-text.ts'

/** What one person may do about one refund. What they may not do is not on their screen. */
export interface MayDo {
  readonly takeBack: boolean
  readonly seen: boolean
  /** Due at once. */
  readonly retry: boolean
  /** What was sent, what came back, what the central service says now. */
  readonly lookInto: boolean
  /** Asks the central service by key, whoever's refund it is. */
  readonly ask: boolean
  readonly close: boolean
  /** How a supervisor ends a colleague's refund. */
  readonly supervise: 'take_back' | 'void' | null
  /** A new form for the same charge. */
  readonly again: boolean
}

const UNDERWAY: ReadonlySet<string> = new Set(['queued', 'sending', 'unknown'])

/** Reads it from the refund and the person. */
export function mayDo(intent: IntentView, { user, isSupervisor }: DeskPerson): MayDo {
  const { state, attempts, waitingFor, endedAt } = intent
  const isOwner = user?.id === intent.agent.id
  const isUntried = state === 'queued' && attempts === 0
  const isSuperior = isSupervisor && !isOwner
  return {
    takeBack: isOwner && isUntried,
    seen: isOwner && isUnseen(intent),
    retry: UNDERWAY.has(state) && (waitingFor === 'retry' || waitingFor === 'network'),
    lookInto: state === 'needs_review' || state === 'unknown',
    ask: state === 'needs_review' || (state === 'unknown' && waitingFor !== null),
    // What had ended was carried out: there is nothing left to prove.
    close: state === 'needs_review' && endedAt === null && (isOwner || isSupervisor),
    supervise: !isSuperior
      ? null
      : isUntried
        ? 'take_back'
        : state === 'unknown' || state === 'sending'
          ? 'void'
          : null,
    again: state === 'refused' || state === 'cancelled',
  }
}
