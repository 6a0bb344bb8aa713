import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type DeskFacts,
  readCustomer,
  revealContact,
} from '../../../../../src/main/engine/features/customer/customer.ts'
import type { CopyStore } from '../../../../../src/main/engine/store/copy-store.ts'
import type { IntentView } from '../../../../../src/shared/model/index.ts'
import type { WireChange } from '../../sync/feed-server.ts'
import { currentOf, makeFolder } from '../../sync/rig.ts'
import { booking, charge, refund } from '../../sync/wire.ts'
import { copyOf } from '../copy-of.ts'

let folder: ReturnType<typeof makeFolder>
let copies: CopyStore | null = null

beforeEach(() => {
  folder = makeFolder()
})

afterEach(() => {
  copies?.close()
  folder.remove()
})

const NO_DESK_FACTS: DeskFacts = { intentsOf: () => [], decisionsOn: () => [], pendingDecisionsOn: () => [] }

function customer(changes: WireChange[], bookingId: string, intents: IntentView[] = []) {
  copies = copyOf(folder.path, changes).copies
  const asked: string[] = []
  const view = readCustomer(
    currentOf(copies),
    {
      ...NO_DESK_FACTS,
      intentsOf: (chargeIds) => {
        asked.push(...chargeIds)
        return intents.filter((intent) => chargeIds.includes(intent.chargeId))
      },
    },
    bookingId,
  )
  if (!view.ok) throw new Error(view.failure.kind)
  return { ...view.value, asked }
}

const intent = (chargeId: string, parts: Partial<IntentView>): IntentView => ({
  key: 'key-1',
  reference: 'R-1',
  chargeId,
  keepChargeId: null,
  amountMinor: 1_000,
  currency: 'EUR',
  reason: 'goodwill',
  note: '',
  state: 'queued',
  centralState: null,
  refundId: null,
  attempts: 0,
  dueAt: null,
  waitingFor: null,
  problemCode: null,
  agent: { id: 'u1', name: 'Ada' },
  createdAt: 0,
  faster: null,
  decision: null,
  firstAttemptAt: null,
  lastAttemptAt: null,
  endedAt: null,
  bookingId: 'b1',
  bookingReference: 'K3J9QX',
  travellerName: 'Davey Jones',
  flightNumber: 'EI164',
  departure: '2020-02-28T20:15',
  card: { last4: '5100', brand: 'visa' },
  ...parts,
})

test('the sum of a group is null when its charges are in two currencies', () => {
  const view = customer(
    [
      booking('b1'),
      charge('c1', 'b1'),
      booking('b2', { reference: 'QQ77QQ' }),
      charge('c2', 'b2', { currency: 'GBP' }),
    ],
    'b1',
  )
  expect(view.groups).toMatchObject([{ chargeIds: ['c1', 'c2'], net: null }])
})

test.each([
  ['succeeded', 1],
  ['pending', 2],
  ['pending_approval', 2],
  ['manual_review', 2],
  ['rejected', 2],
] as const)('a refund that is %s leaves %i of two payments paid', (state, left) => {
  const view = customer(
    [
      ...[booking('b1'), charge('c1', 'b1'), booking('b2', { reference: 'QQ77QQ' }), charge('c2', 'b2')],
      refund('r1', 'c2', { state }),
    ],
    'b1',
  )
  expect(view.groups[0]?.net).toEqual({ paidMinor: left * 13_999, dueMinor: 13_999, afterMinor: 13_999 })
})

test.each([
  ['is cancelled too: it is not known', 'cancelled', null],
  ['is confirmed', 'confirmed', 13_999],
  ['waits for its confirmation', 'pending', 13_999],
  ['has an unknown status, which does not count as cancelled', 'flown', 13_999],
])('the amount due of a cancelled booking and another one that %s', (_what, status, dueMinor) => {
  const view = customer(
    [
      booking('b1', { status: 'cancelled' }),
      charge('c1', 'b1'),
      booking('b2', { status, reference: 'QQ77QQ' }),
      charge('c2', 'b2'),
    ],
    'b1',
  )
  expect(view.groups[0]?.verdict).toBe('unsure')
  expect(view.groups[0]?.net).toMatchObject({ paidMinor: 27_998, dueMinor })
})

test('a hold beside two payments has the time when it drops off', () => {
  const view = customer(
    [
      ...[booking('b1'), charge('c1', 'b1'), booking('b2', { reference: 'QQ77QQ' }), charge('c2', 'b2')],
      ...[booking('b3', { reference: 'RR88RR' }), charge('c3', 'b3', { state: 'authorised' })],
    ],
    'b1',
  )
  expect(view.groups).toMatchObject([{ verdict: 'duplicate', dropsOffAt: expect.any(Number) }])
})

test('two charges of one purchase: one customer, one group, and the first charge is kept', () => {
  const view = customer(
    [
      charge('late', 'b2', { capturedAt: '2020-01-05T20:15:00.000Z' }),
      booking('b2', { reference: 'QQ77QQ', bookedAt: '2020-01-05T20:15:00.000Z' }),
      booking('b1'),
      charge('early', 'b1', { capturedAt: '2020-01-05T20:03:00.000Z' }),
    ],
    'b1',
  )
  expect(view.name).toBe('Davey Jones')
  expect(view.maskedContact).toEqual({ email: 'd•••••@example.org', phone: '+353 •• ••• ••67' })
  expect(view.bookings.map((booking) => [booking.id, booking.charges.map((one) => one.id)])).toEqual([
    ['b2', ['late']],
    ['b1', ['early']],
  ])
  expect(view.groups).toMatchObject([
    {
      verdict: 'duplicate',
      giveBackIds: ['late'],
      id: 'early',
      keepChargeId: 'early',
      chargeIds: ['early', 'late'],
      amountMinor: 13_999,
      currency: 'EUR',
    },
  ])
  expect(view.bookings[0]?.flight).toEqual({
    number: 'EI164',
    origin: 'DUB',
    destination: 'LHR',
    departure: '2020-02-28T20:15',
  })
  expect(view.asked.toSorted()).toEqual(['early', 'late'])
})

test('a booking under another address is shown when a group joins it; bookings of other people are not', () => {
  const view = customer(
    [
      booking('b1'),
      charge('c1', 'b1'),
      booking('b2', { reference: 'QQ77QQ', email: 'other@example.org' }),
      charge('c2', 'b2'),
      booking('b3', { email: 'other@example.org', givenName: 'Other' }),
    ],
    'b1',
  )
  expect(view.bookings.map((booking) => booking.id)).toEqual(['b1', 'b2'])
})

test('what is left is captured less refunded less reserved, each refund subtracted once, and zero unless captured', () => {
  const changes = [
    booking('b1'),
    charge('part', 'b1', { amountMinor: 10_000 }),
    refund('r1', 'part', { amountMinor: 2_000 }),
    refund('r2', 'part', { amountMinor: 3_000, state: 'failed' }),
    refund('r3', 'part', { amountMinor: 1_000, state: 'pending_approval', key: 'key-told' }),
    charge('held', 'b1', { amountMinor: 5_000, state: 'authorised', capturedAt: null }),
    charge('odd', 'b1', { amountMinor: 5_000, state: 'teleported' }),
  ]
  const view = customer(changes, 'b1', [
    intent('part', { key: 'key-told', state: 'pending_approval' }),
    intent('part', { key: 'key-queued', amountMinor: 500 }),
    intent('part', { key: 'key-accepted', amountMinor: 250, state: 'confirmed', centralState: 'pending' }),
    intent('part', { key: 'key-refused', amountMinor: 7_000, state: 'refused' }),
  ])
  const charges = view.bookings.flatMap((booking) => booking.charges)
  const sums = charges.map(({ id, refundedMinor, reservedMinor, leftMinor }) => [
    id,
    refundedMinor,
    reservedMinor,
    leftMinor,
  ])
  expect(sums).toEqual([
    ['held', 0, 0, 0],
    ['odd', 0, 0, 0],
    ['part', 3_250, 500, 6_250],
  ])
  expect(charges[2]?.refunds.map((one) => one.id)).toEqual(['r1', 'r2', 'r3'])
  expect(charges[1]?.state).toBe('teleported')
})

test('the full contact is only read by revealContact; an unknown booking is not_found', () => {
  customer([booking('b1')], 'b1')
  const store = copies?.current() ?? null
  expect(revealContact(store, 'b1')).toEqual({
    ok: true,
    value: { email: 'davey.jones@example.org', phone: '+353861234567' },
  })
  expect(revealContact(store, 'nobody')).toEqual({ ok: false, failure: { kind: 'not_found' } })
  expect(readCustomer(store, NO_DESK_FACTS, 'nobody')).toEqual({ ok: false, failure: { kind: 'not_found' } })
  expect(readCustomer(null, NO_DESK_FACTS, 'b1')).toEqual({ ok: false, failure: { kind: 'not_found' } })
})
