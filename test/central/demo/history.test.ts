import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk } from '../desk.ts'
import { entityHash } from '../entity-hash.ts'
import { latestVersions } from '../feed/load-feed.ts'
import { type Booking, booking, type Charge, charge, decision, refund } from '../model.ts'
import { aRefund } from '../sample-data.ts'
import { type Central, startCentral } from '../start.ts'
import { daveysCall } from './davey.ts'
import { demoHistory } from './history.ts'
import { playLive } from './live.ts'

const now = Date.parse('2026-11-21T19:00:00.000Z')
const history = demoHistory({ seed: 1, bookings: 2000, now })
let central: Central
let ana: Desk

beforeAll(async () => {
  central = await startCentral({ feed: 'demo', demoBookings: 300, clock: () => now })
  ana = await Desk.signedIn(central.url, 'ana')
})
afterAll(() => central.close())

test('the same seed gives the same history, and another seed another one', () => {
  expect(demoHistory({ seed: 1, bookings: 2000, now })).toEqual(history)
  expect(demoHistory({ seed: 2, bookings: 2000, now })).not.toEqual(history)
})

test('every item has the shape of the contract, in order and not in the future', () => {
  const kinds = { booking, charge, refund, decision }
  const shapes: Record<string, (typeof kinds)[keyof typeof kinds]> = kinds
  let last = 0
  for (const { seq, kind, op, data } of history.changes) {
    expect(seq).toBe(last + 1)
    last = seq
    if (op === 'upsert') shapes[kind]?.parse(data)
    if (kind === 'refund') expect(op).toBe('upsert')
  }
  const times = JSON.stringify(history.changes).match(/(?<=(booked|created|updated|captured)_at":")[^"]+/g) ?? []
  expect(times.every((time) => Date.parse(time) <= now)).toBe(true)
})

test('the history has about the demanded number of bookings, with every kind of case', () => {
  const latest = [...latestVersions(history.changes).values()]
  const of = <T>(kind: string) =>
    latest.filter((change) => change.kind === kind && change.op === 'upsert').map(({ data }) => data as T)
  const bookings = of<Booking>('booking')
  expect(bookings.length).toBeGreaterThan(1950)
  expect(bookings.length).toBeLessThan(2100)
  expect(new Set(bookings.map(({ status }) => status))).toEqual(new Set(['confirmed', 'pending', 'cancelled']))
  expect(bookings.some(({ service_code }) => service_code === 'EXST')).toBe(true)
  const charges = of<Charge>('charge')
  expect(new Set(charges.map(({ state }) => state))).toEqual(
    new Set(['authorised', 'captured', 'voided', 'failed', 'disputed']),
  )
  expect(new Set(charges.map(({ purpose }) => purpose))).toEqual(new Set(['fare', 'ancillary', 'change_fee']))
  expect(new Set(charges.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR', 'GBP', 'JPY', 'KWD']))
  const states = of<{ state: string }>('refund').map(({ state }) => state)
  expect(new Set(states)).toEqual(
    new Set(['pending', 'succeeded', 'failed', 'manual_review', 'pending_approval', 'rejected']),
  )
  expect(of('decision').length).toBeGreaterThan(0)
  expect(history.changes.some(({ op }) => op === 'delete')).toBe(true)
  expect(history.changes.length).toBeGreaterThan(
    new Set(history.changes.map(({ id, version }) => `${id} ${version}`)).size,
  )
})

test('the demo call has charges at 20:03 and 20:15 of the last evening, one entity and two bookings', () => {
  const itsChanges = history.changes.filter(({ id }) => id.includes('davey'))
  const [first, second] = itsChanges.filter(({ kind }) => kind === 'booking').map(({ data }) => data as Booking)
  if (!first || !second) throw new Error('the call is missing')
  expect([first.reference, second.reference]).toEqual(['K3J9QX', 'T7MWPA'])
  expect([first.booked_at, second.booked_at]).toEqual(['2026-11-20T20:03:12.000Z', '2026-11-20T20:15:12.000Z'])
  expect(entityHash(first)).toBe(entityHash(second))
  const charges = itsChanges.filter(({ kind }) => kind === 'charge').map(({ data }) => data as Charge)
  expect(charges).toMatchObject([
    {
      amount_minor: 9599,
      currency: 'GBP',
      state: 'captured',
      gateway: 'old',
      card: { last4: '5100', brand: 'mastercard' },
    },
    { amount_minor: 9599, currency: 'GBP', state: 'captured', gateway: 'new' },
  ])
})

test('the demo call can be settled by a refund', async () => {
  const { first, second } = daveysCall
  const body = aRefund(second.chargeId, { reason: 'duplicate', keep_charge_id: first.chargeId })
  expect((await ana.refund(body, { gateway: second.gateway })).status).toBe(201)
})

test('every change and every snapshot line of the demo agrees with the contract file', async () => {
  await ana.get('/v1/changes')
  await ana.get('/v1/snapshot')
  const { layers } = (await ana.get('/v1/entity-filter')).body
  expect(layers[0].count).toBeGreaterThan(250)
})

test('the running demo posts bookings and pays pending refunds after a while, but not those of the history', async () => {
  const before = (await central.ledger()).refunds.filter(({ state }) => state === 'pending').length
  const { body } = await ana.get('/v1/changes?limit=1')
  const stop = playLive(central, { clock: () => now, seed: 5, postEveryMs: 50, settleAfterMs: 0 })
  try {
    await expect
      .poll(async () => (await ana.get('/v1/changes?limit=1')).body.high_water - body.high_water)
      .toBeGreaterThan(11)
    await expect
      .poll(async () => (await central.ledger()).refunds.filter(({ state }) => state === 'pending').length)
      .toBe(before - 1)
  } finally {
    await stop()
  }
})
