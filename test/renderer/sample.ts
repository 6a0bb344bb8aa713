import type {
  BookingView,
  ChargeView,
  CustomerView,
  GroupDecision,
  GroupView,
  IntentView,
  RefundView,
  UnacceptedDecision,
} from '../../src/shared/model/index.ts'

/** An instant to count from: 28 February 2026, 20:03:41 UTC. */
export const AT = Date.UTC(2026, 1, 28, 20, 3, 41)

/** An idempotency key; each number has its own. */
export const aKey = (number = 1): string => `0d3f2a91-c0de-4f00-8a11-${String(number).padStart(12, '0')}`

/** A captured charge of £95.99 with nothing given back. */
export function aCharge(change: Partial<ChargeView> = {}): ChargeView {
  return {
    id: 'c1',
    bookingId: 'r1',
    purpose: 'fare',
    amountMinor: 9599,
    currency: 'GBP',
    state: 'captured',
    gateway: 'old',
    gatewayReference: 'gw1',
    card: { last4: '5100', brand: 'mastercard' },
    authorisedAt: AT,
    capturedAt: AT + 1_000,
    refundedMinor: 0,
    reservedMinor: 0,
    leftMinor: 9599,
    refunds: [],
    intents: [],
    ...change,
  }
}

/** A standing booking of Davey Jones with these charges. */
export function aBooking(charges: readonly ChargeView[], change: Partial<BookingView> = {}): BookingView {
  return {
    id: charges[0]?.bookingId ?? 'r1',
    reference: 'K3J9QX',
    status: 'confirmed',
    channel: 'web',
    travellerName: 'Davey Jones',
    flight: { number: 'EI164', origin: 'DUB', destination: 'LHR', departure: '2026-02-28T20:15' },
    seat: '14C',
    serviceCode: null,
    card: { last4: '5100', brand: 'mastercard' },
    bookedAt: AT,
    charges,
    ...change,
  }
}

/** c1 and c2, paid twice: c1 stays, c2 goes back. */
export function aGroup(change: Partial<GroupView> = {}): GroupView {
  return {
    id: 'c1',
    verdict: 'duplicate',
    confidence: 'sure',
    reasons: [
      { code: 'same_entity', speaks: 'for', fields: ['traveller', 'card', 'flight'], values: {} },
      { code: 'minutes_apart', speaks: 'for', fields: ['time'], values: { minutes: 11 } },
    ],
    purpose: 'fare',
    chargeIds: ['c1', 'c2'],
    keepChargeId: 'c1',
    giveBackIds: ['c2'],
    amountMinor: 9599,
    currency: 'GBP',
    net: { paidMinor: 19_198, dueMinor: 9599, afterMinor: 9599 },
    dropsOffAt: null,
    decisions: [],
    ...change,
  }
}

/** A refund of the whole of c2, paid out, by Ana an hour after the charge. */
export function aRefund(change: Partial<RefundView> = {}): RefundView {
  return {
    id: 'f1',
    chargeId: 'c2',
    keepChargeId: 'c1',
    amountMinor: 9599,
    currency: 'GBP',
    reason: 'duplicate',
    note: '',
    state: 'succeeded',
    requestedBy: { id: 'u1', name: 'Ana Silva' },
    decidedBy: null,
    idempotencyKey: null,
    createdAt: AT + 3_600_000,
    updatedAt: AT + 3_600_000,
    ...change,
  }
}

/** Sam's word that c1 and c2 are no duplicate, as it stands with the central service. */
export function aDecision(change: Partial<GroupDecision> = {}): GroupDecision {
  return {
    id: 'd1',
    key: null,
    verdict: 'not_duplicate',
    chargeIds: ['c1', 'c2'],
    note: 'Father and son.',
    by: { id: 'u2', name: 'Sam Okafor' },
    at: AT,
    state: 'standing',
    problemCode: null,
    ...change,
  }
}

/** Ana's word that c1 and c2 are one purchase, which the central service refused. */
export function aNotTaken(change: Partial<UnacceptedDecision> = {}): UnacceptedDecision {
  return {
    ...aDecision({ id: null, verdict: 'duplicate', by: { id: 'u1', name: 'Ana Silva' }, state: 'refused' }),
    key: 'n1',
    problemCode: 'forbidden',
    overtakenBy: null,
    place: {
      chargeId: 'c1',
      bookingId: 'r1',
      bookingReference: 'K3J9QX',
      travellerName: 'Davey Jones',
      flightNumber: 'EI164',
    },
    ...change,
  }
}

/** Davey Jones, who paid twice: c1 at 20:03 and c2 eleven minutes and 28 seconds later. */
export function aCustomer(bookings?: readonly BookingView[]): CustomerView {
  return {
    bookingId: 'r1',
    name: 'Davey Jones',
    maskedContact: { email: 'd•••••@example.org', phone: null },
    groups: [aGroup()],
    bookings: bookings ?? [
      aBooking([aCharge({ id: 'c2', bookingId: 'r2', gateway: 'new', authorisedAt: AT + 688_000 })], {
        reference: 'T7MWPA',
        seat: '14D',
      }),
      aBooking([aCharge()]),
    ],
  }
}

const queued = {
  key: aKey(),
  reference: 'R-3F2A91C0',
  chargeId: 'c2',
  keepChargeId: 'c1',
  reason: 'duplicate',
  note: '',
  amountMinor: 9599,
  currency: 'GBP',
  state: 'queued',
  centralState: null,
  refundId: null,
  attempts: 0,
  dueAt: null,
  waitingFor: null,
  problemCode: null,
  faster: null,
  decision: null,
  agent: { id: 'u1', name: 'Ana Silva' },
  createdAt: AT,
  firstAttemptAt: null,
  lastAttemptAt: null,
  endedAt: null,
  bookingId: 'r2',
  bookingReference: 'T7MWPA',
  travellerName: 'Davey Jones',
  flightNumber: 'EI164',
  departure: '2026-02-28T20:15',
  card: { last4: '5100', brand: 'mastercard' },
} as const

/** A queued intent on c2. */
export const anIntent = (change: Partial<IntentView> = {}): IntentView => ({ ...queued, ...change })
