import { describe, expect, it } from 'vitest'
import { type DeskPerson, personOf } from '../../../src/renderer/bridge/use-person.ts'
import { chargesById } from '../../../src/renderer/facts/customer-facts.ts'
import {
  goodwillLimitMinor,
  guardAsks,
  guardOnWhole,
  type MayDo,
  mayDo,
  mayGiveBack,
} from '../../../src/renderer/facts/may-do.ts'
import type { IntentView } from '../../../src/shared/model/index.ts'
import { AT, aBooking, aCharge, aCustomer, anIntent } from '../sample.ts'

const person = (id: string, role: string): DeskPerson =>
  personOf({
    state: 'signed_in',
    user: { id, name: id, role, refundLimits: [], locale: 'en' },
    tokensKept: 'memory',
    waitingRefunds: 0,
  })
const ana = person('u1', 'agent')
const ben = person('u2', 'agent')
const sam = person('u3', 'supervisor')

/** Everything that may be done, by name. */
function all(change: Partial<IntentView>, who: DeskPerson): readonly string[] {
  const may = mayDo(anIntent(change), who)
  return (Object.keys(may) as (keyof MayDo)[]).filter((name) => may[name])
}

describe('the actions on a refund', () => {
  it('let its owner take back a refund that was never tried, and a supervisor with a note, and nobody else', () => {
    expect(all({}, ana)).toEqual(['takeBack'])
    expect(all({}, ben)).toEqual([])
    expect(mayDo(anIntent(), sam).supervise).toBe('take_back')
    expect(all({ attempts: 1, state: 'sending' }, ana)).toEqual([])
  })

  it('let a supervisor void a refund that was tried, unless it is their own', () => {
    const tried = { state: 'unknown', attempts: 1, waitingFor: 'owner' } as const
    expect(mayDo(anIntent(tried), sam).supervise).toBe('void')
    expect(mayDo(anIntent({ ...tried, agent: { id: 'u3', name: 'Sam' } }), sam).supervise).toBeNull()
    expect(all(tried, ben)).toEqual(['lookInto', 'ask'])
  })

  it('include an immediate retry while the refund waits for its next attempt', () => {
    expect(all({ state: 'unknown', attempts: 2, waitingFor: 'retry' }, ana)).toEqual(['retry', 'lookInto', 'ask'])
  })

  it('let the owner and a supervisor look into and close a refund while nothing is proved', () => {
    const open = { state: 'needs_review', waitingFor: 'person' } as const
    expect(all(open, ana)).toEqual(['lookInto', 'ask', 'close'])
    expect(all(open, sam)).toEqual(['lookInto', 'ask', 'close'])
    expect(all(open, ben)).toEqual(['lookInto', 'ask'])
  })

  it('do not include closing as not executed after the refund was executed, and let the owner mark it as read', () => {
    const failed = { state: 'needs_review', waitingFor: 'person', centralState: 'failed', endedAt: AT } as const
    expect(all(failed, ana)).toEqual(['seen', 'lookInto', 'ask'])
    expect(all(failed, sam)).toEqual(['lookInto', 'ask'])
  })

  it('let the agent start again when no money moved', () => {
    expect(all({ state: 'refused', waitingFor: 'person' }, ana)).toEqual(['seen', 'again'])
    expect(all({ state: 'confirmed' }, ana)).toEqual([])
  })
})

describe('the keep-one guard', () => {
  const customer = aCustomer()
  const found = (id: string, of = customer) => chargesById(of).get(id) ?? expect.fail()
  const charge = (id: string, of = customer) => found(id, of).charge

  it('lets anybody refund the extra charge, and only supervisors the charge to keep', () => {
    expect([ana, sam].map((who) => mayGiveBack(customer, charge('c2'), who))).toEqual([true, true])
    expect([ana, sam].map((who) => mayGiveBack(customer, charge('c1'), who))).toEqual([false, true])
    expect(guardOnWhole(customer, charge('c1'))).toBe('keep_charge')
  })

  it('allows a refund of either of two separate purchases, and none when nothing is left', () => {
    const groups = customer.groups.map((group) => ({ ...group, verdict: 'separate' as const, keepChargeId: null }))
    expect(mayGiveBack({ ...customer, groups }, charge('c1'), ana)).toBe(true)
    expect(mayGiveBack(customer, aCharge({ id: 'c2', leftMinor: 0, refundedMinor: 9599 }), sam)).toBe(false)
  })

  it('refuses to refund the last paid charge, even when it is not the suggested charge to keep', () => {
    const given = aBooking([aCharge({ refundedMinor: 9599, leftMinor: 0 })])
    const [second = expect.fail()] = customer.bookings
    const half = aCustomer([second, given])
    expect(guardOnWhole(half, charge('c2', half))).toBe('last_paid')
    expect(mayGiveBack(half, charge('c2', half), ana)).toBe(false)
  })

  it('allows agents a partial goodwill refund on the charge to keep, and supervisors a full refund with a note', () => {
    const whole = { amountMinor: 9599, reason: 'goodwill', note: '' } as const
    expect(guardAsks(customer, found('c1'), whole, ana)).toEqual({ atMostMinor: 4_799 })
    expect(guardAsks(customer, found('c1'), { ...whole, amountMinor: 4_799 }, ana)).toBeNull()
    expect(guardAsks(customer, found('c1'), { ...whole, amountMinor: 4_800 }, ana)).toEqual({ atMostMinor: 4_799 })
    expect(guardAsks(customer, found('c1'), whole, sam)).toBe('note')
    expect(guardAsks(customer, found('c1'), { ...whole, note: 'court order' }, sam)).toBeNull()
    expect(guardAsks(customer, found('c2'), whole, ana)).toBeNull()
  })

  it('allows no partial refund on a charge while a refund that keeps this charge is queued', () => {
    const going = aCharge({ id: 'c2', bookingId: 'r2', intents: [anIntent()] })
    const [, first = expect.fail()] = customer.bookings
    expect(goodwillLimitMinor(aCustomer([aBooking([going]), first]), found('c1'))).toBe(0)
  })
})
