import type { IntentView, QueueView, Result, UnacceptedDecision } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { isUnderway } from '../../domain/refund/state.ts'
import { type FoundCharge, findCharge } from '../../store/copy/charges.ts'
import { countWaiting, listIntentsBetween, listIntentsOf, listWaiting } from '../../store/desk/intents.ts'
import type { LocalDecisionRow } from '../../store/desk/local-decisions.ts'
import { countDecisions } from '../../store/desk/outbox.ts'
import { countUnaccepted, listUnaccepted } from '../../store/desk/unaccepted-decisions.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { viewLocalDecision } from '../group/decisions.ts'
import { type ViewPorts, viewIntent } from '../refund/intent-view.ts'

/** The counts that the status bar and the session show. */
export interface QueueCounts {
  /** Writes that have still to reach the central service: intents, approvals and decisions on charges. */
  readonly queued: number
  /** What a person must look at: intents in `needs_review`, refused intents that their agent has not seen, decisions that were not accepted. */
  readonly needsYou: number
  /** Intents that wait for their agent to sign in. */
  readonly waitingForSignIn: number
}

/**
 * Everything that waits at this desk, of all people, newest first, and the intents that this agent made in [dayStart, dayEnd) (UTC ms).
 * Fails with `signed_out`.
 */
export function listQueue(ports: ViewPorts, day: { dayStart: number; dayEnd: number }): Result<QueueView> {
  const user = ports.session.user()
  if (user === null) return failed('signed_out')
  const view = (row: Parameters<typeof viewIntent>[1]) => viewIntent(ports, row)
  const copy = ports.copy()
  return done({
    unaccepted: listUnaccepted(ports.desk).map((row) => viewUnaccepted(copy, row)),
    waiting: listWaiting(ports.desk).map(view),
    today: listIntentsBetween(ports.desk, user.id, day.dayStart, day.dayEnd).map(view),
  })
}

/** Counts what waits, with three queries. */
export function countQueue(ports: Pick<ViewPorts, 'desk' | 'session'>): QueueCounts {
  const groups = countWaiting(ports.desk)
  const sum = (counts: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(counts).reduce((total, group) => total + group.count, 0)
  return {
    queued: sum(({ state }) => isUnderway(state)) + countDecisions(ports.desk),
    needsYou: sum(({ state }) => state === 'needs_review' || state === 'refused') + countUnaccepted(ports.desk),
    waitingForSignIn: sum(({ state, agentId }) => isUnderway(state) && !ports.session.holdsTokenOf(agentId)),
  }
}

function viewUnaccepted(copy: Store | null, row: LocalDecisionRow): UnacceptedDecision {
  const { key, overtakenBy, chargeIds } = row
  const found = copy === null ? [] : chargeIds.flatMap((id) => findCharge(copy, id) ?? [])
  const [first] = found
    .flatMap(({ charge, booking }) => (booking === null ? [] : [{ charge, booking }]))
    .toSorted((a, b) => a.charge.authorisedAt - b.charge.authorisedAt)
  return {
    ...viewLocalDecision(row),
    key,
    overtakenBy: overtakenBy?.decidedBy ?? null,
    place: first === undefined ? null : placeOf(first.charge.id, first.booking),
  }
}

function placeOf(
  chargeId: string,
  { id, reference, givenName, surname, flightNumber }: NonNullable<FoundCharge['booking']>,
): UnacceptedDecision['place'] {
  const travellerName = `${givenName} ${surname}`.trim()
  return { chargeId, bookingId: id, bookingReference: reference, travellerName, flightNumber }
}

/** The intents of these charges as the screen shows them, newest first. */
export function listIntentsOfCharges(ports: ViewPorts, chargeIds: readonly string[]): readonly IntentView[] {
  return listIntentsOf(ports.desk, chargeIds).map((row) => viewIntent(ports, row))
}
