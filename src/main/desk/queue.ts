import type { IntentView, QueueView, Result } from '../../preload/model.ts'
import { isUnderway } from '../domain/refund-state.ts'
import { done, failed } from '../domain/result.ts'
import { countWaiting, listIntentsBetween, listIntentsOf, listWaiting } from '../store/intents.ts'
import { countDecisions } from '../store/outbox.ts'
import { type ViewPorts, viewIntent } from './intent-view.ts'

/** The counts that the status bar and the session show. */
export interface QueueCounts {
  /** Writes that have not reached the central service: intents, and decisions on refunds and on charges. */
  readonly queued: number
  /** Intents that a person must look at: refused and not yet seen, or `needs_review`. */
  readonly needsYou: number
  /** Intents that wait for their agent to sign in. */
  readonly waitingForSignIn: number
}

/** Everything that waits at this desk, newest first, whoever's it is, and what this agent asked for in [dayStart, dayEnd). */
export function listQueue(ports: ViewPorts, day: { dayStart: number; dayEnd: number }): Result<QueueView> {
  const user = ports.session.user()
  if (user === null) return failed('signed_out')
  const view = (row: Parameters<typeof viewIntent>[1]) => viewIntent(ports, row)
  return done({
    waiting: listWaiting(ports.desk).map(view),
    today: listIntentsBetween(ports.desk, user.id, day.dayStart, day.dayEnd).map(view),
  })
}

/** Counts what waits, decisions too; two queries. */
export function countQueue(ports: Pick<ViewPorts, 'desk' | 'session'>): QueueCounts {
  const groups = countWaiting(ports.desk)
  const sum = (counts: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(counts).reduce((total, group) => total + group.count, 0)
  return {
    queued: sum(({ state }) => isUnderway(state)) + countDecisions(ports.desk),
    needsYou: sum(({ state }) => state === 'needs_review' || state === 'refused'),
    waitingForSignIn: sum(({ state, agentId }) => isUnderway(state) && !ports.session.holdsTokenOf(agentId)),
  }
}

/** The intents of these charges as the screen shows them, newest first. */
export function listIntentsOfCharges(ports: ViewPorts, chargeIds: readonly string[]): readonly IntentView[] {
  return listIntentsOf(ports.desk, chargeIds).map((row) => viewIntent(ports, row))
}
