import type { IntentView, RefundDecision } from '../../../../shared/model/index.ts'
import type { Session } from '../../central/session/session.ts'
import { waitingFor } from '../../domain/refund/waiting-for.ts'
import type { Outbox } from '../../outbox/ports.ts'
import { findDecisionOn } from '../../store/copy/refunds.ts'
import type { IntentRow } from '../../store/desk/intents.ts'
import { findOutboxRow } from '../../store/desk/outbox.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** What the screen's view of an intent depends on besides its row. */
export interface ViewPorts {
  readonly desk: Store
  /** The current copy; null before the first fill. */
  readonly copy: () => Store | null
  readonly session: Pick<Session, 'user' | 'holdsTokenOf'>
  readonly outbox: Pick<Outbox, 'isOnline' | 'isPaused' | 'isHeldBack'>
  /** UTC ms. */
  readonly clock: () => number
}

/** An intent as the screen shows it. */
export function viewIntent(ports: ViewPorts, row: IntentRow): IntentView {
  const dueAt = findOutboxRow(ports.desk, row.key)?.dueAt ?? null
  const facts = {
    state: row.state,
    isSeen: row.acknowledgedAt !== null,
    isOwner: ports.session.user()?.id === row.agentId,
    hasToken: ports.session.holdsTokenOf(row.agentId),
    isOnline: ports.outbox.isOnline(),
    isPaused: ports.outbox.isPaused(row.gateway),
    isHeldBack: ports.outbox.isHeldBack(row),
    dueAt,
  }
  return {
    key: row.key,
    reference: referenceOf(row.key),
    chargeId: row.chargeId,
    keepChargeId: row.keepChargeId,
    amountMinor: row.amountMinor,
    currency: row.currency,
    reason: row.reason,
    note: row.note,
    state: row.state,
    centralState: row.centralState,
    refundId: row.refundId,
    attempts: row.attempts,
    dueAt,
    waitingFor: waitingFor(facts, ports.clock()),
    problemCode: row.problemCode,
    faster: row.faster,
    decision: decisionOf(ports.copy(), row.refundId),
    agent: { id: row.agentId, name: row.agentName },
    createdAt: row.createdAt,
    firstAttemptAt: row.firstAttemptAt,
    lastAttemptAt: row.lastAttemptAt,
    endedAt: row.endedAt,
    bookingId: row.bookingId,
    bookingReference: row.bookingReference,
    travellerName: row.travellerName,
    flightNumber: row.flightNumber,
    departure: row.departure,
    card: { last4: row.cardLast4, brand: row.cardBrand },
  }
}

function decisionOf(copy: Store | null, refundId: string | null): RefundDecision | null {
  return copy === null || refundId === null ? null : findDecisionOn(copy, refundId)
}

/** The short code that an agent reads to the caller, such as `R-3F2A91C0`: the first eight characters of the key. */
export function referenceOf(key: string): string {
  return `R-${key.slice(0, 8).toUpperCase()}`
}
