import type {
  ApprovalView,
  DeskStatus,
  FoundPerson,
  InboxPage,
  InboxRow,
  IntentStep,
  RefundReview,
  SearchAnswer,
  SessionView,
  User,
} from '../../src/shared/model/index.ts'
import { AT, aCharge, aKey, anIntent, aRefund } from './sample.ts'

/** What the clock of every screen says: two hours after the first charge. */
export const NOW = AT + 7_200_000

/** A name longer than any column. */
export const LONG_NAME = `Maria-Theresia ${'Wolfeschlegelsteinhausen'.repeat(5)} de la Cruz`
/** Names that are written from right to left. */
export const ARABIC_NAME = 'محمد بن عبد الله'
/** The same in another script. */
export const HEBREW_NAME = 'שרה לוי'
/** Names that a screen may spoil, each with what is unusual about it. */
export const UNUSUAL_NAMES = [
  ['long', LONG_NAME],
  ['Arabic', ARABIC_NAME],
  ['Hebrew', HEBREW_NAME],
] as const

/** Ana, an agent who may give back £250.00 alone. */
export const ana: User = {
  id: 'u1',
  name: 'Ana Silva',
  role: 'agent',
  refundLimits: [{ amountMinor: 25_000, currency: 'GBP' }],
  locale: 'en-GB',
}

/** Sam, a supervisor. */
export const sam: User = { ...ana, id: 'u2', name: 'Sam Okafor', role: 'supervisor' }

/** A session of Ana, whose token works. */
export const aSession = (change: Partial<SessionView> = {}): SessionView => ({
  state: 'signed_in',
  user: ana,
  tokensKept: 'safe_storage',
  waitingRefunds: 0,
  ...change,
})

/** A desk that is online and level, with nothing waiting. */
export const aStatus = (change: Partial<DeskStatus> = {}): DeskStatus => ({
  connection: 'online',
  syncedAt: NOW - 4_000,
  isCopyProven: true,
  bookings: 57_000,
  charges: 61_000,
  groups: 12,
  fill: null,
  queued: 0,
  needsYou: 0,
  quarantined: 0,
  problem: null,
  ...change,
})

/** Davey Jones, found by his name as it was typed. */
export const aFoundPerson = (change: Partial<FoundPerson> = {}): FoundPerson => ({
  bookingId: 'r1',
  name: 'Davey Jones',
  maskedEmail: 'd•••••@example.org',
  last4s: ['5100'],
  bookings: 2,
  groups: 1,
  matched: [{ kind: 'name', text: 'jones', value: 'jones', how: 'exact' }],
  unmatched: [],
  ...change,
})

/** The answer to `jones`: these people. */
export const aSearchAnswer = (people: readonly FoundPerson[], change: Partial<SearchAnswer> = {}): SearchAnswer => ({
  clues: [{ kind: 'name', text: 'jones', value: 'jones' }],
  unread: [],
  people,
  more: false,
  tookMs: 3,
  ...change,
})

/** An open group of the inbox: Davey Jones, £95.99 at stake, certain. */
export const anInboxRow = (change: Partial<InboxRow> = {}): InboxRow => ({
  groupId: 'c1',
  bookingId: 'r1',
  verdict: 'duplicate',
  confidence: 'sure',
  travellerName: 'Davey Jones',
  flightNumber: 'EI164',
  departure: '2026-02-28T20:15',
  charges: 2,
  gateways: ['old', 'new'],
  amountMinor: 9599,
  atStakeMinor: 9599,
  currency: 'GBP',
  latestAt: AT + 688_000,
  onItsWay: 0,
  ...change,
})

/** The only page of an inbox with these rows. */
export const anInboxPage = (rows: readonly InboxRow[], change: Partial<InboxPage> = {}): InboxPage => ({
  rows,
  total: rows.length,
  atStake: [{ amountMinor: 9599 * rows.length, currency: 'GBP', groups: rows.length }],
  after: null,
  ...change,
})

/** Ana's refund of c2 above her limit, which waits for Sam. */
export function anApproval(change: Partial<ApprovalView> = {}): ApprovalView {
  const booking = {
    id: 'r2',
    reference: 'T7MWPA',
    status: 'confirmed',
    travellerName: 'Davey Jones',
    flightNumber: 'EI164',
    departure: '2026-02-28T20:15',
  } as const
  const given = { ...aCharge({ id: 'c2' }), booking }
  return {
    refund: aRefund({ state: 'pending_approval', note: 'She paid twice.', createdAt: AT }),
    charge: given,
    keptCharge: { ...aCharge(), booking: { ...booking, id: 'r1', reference: 'K3J9QX' } },
    mayNotDecide: null,
    decision: null,
    ...change,
  }
}

/** Ana asked for the refund. */
export const aStep = (change: Partial<IntentStep> = {}): IntentStep => ({
  at: AT,
  who: { id: 'u1', name: 'Ana Silva' },
  from: null,
  to: 'queued',
  why: 'submitted',
  note: null,
  ...change,
})

/** What is known of a refund whose outcome is not proved: sent once, the connection broke off, and the key was never seen. */
export const aReview = (change: Partial<RefundReview> = {}): RefundReview => ({
  intent: anIntent({ state: 'needs_review', waitingFor: 'person', attempts: 1 }),
  sent: {
    gateway: 'new',
    key: aKey(),
    body: '{"charge_id":"c2","amount_minor":9599}',
    attempts: 1,
    firstAttemptAt: AT,
    lastAttemptAt: AT,
  },
  cameBack: { code: 'network', at: AT },
  central: { kind: 'not_seen' },
  ...change,
})
