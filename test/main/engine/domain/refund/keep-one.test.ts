import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPaid, findKeepObstacle } from '../../../../../src/main/engine/domain/refund/keep-one.ts'
import {
  type ChargeBalance,
  findObstacle,
  leftMinor,
  type RefundWish,
} from '../../../../../src/main/engine/domain/refund/rules.ts'
import type { RefundReason, Verdict } from '../../../../../src/shared/model/index.ts'
import type { PaidGroup } from '../../../../../src/shared/rules/keep-one.ts'

const [agent, supervisor] = [{ role: 'agent' }, { role: 'supervisor' }] as const
const REASONS: readonly RefundReason[] = ['duplicate', 'goodwill', 'cancelled', 'other']
const ONE_PURCHASE: readonly Verdict[] = ['duplicate', 'unsure', 'hold', 'resolved']

const aCharge = (id: string, change: Partial<ChargeBalance> = {}): ChargeBalance => ({
  id,
  state: 'captured',
  gateway: 'old',
  purpose: 'fare',
  amountMinor: 10_000,
  refundedMinor: 0,
  reservedMinor: 0,
  bookingStatus: 'confirmed',
  kept: 'no',
  ...change,
})

const groupOf = (
  charges: readonly ChargeBalance[],
  keepChargeId: string | null,
  verdict: Verdict = 'duplicate',
): PaidGroup => ({ verdict, keepChargeId, charges: charges.map(asPaid) })

const aWish = (change: Partial<RefundWish & { note: string }> = {}) => ({
  amountMinor: 10_000,
  reason: 'goodwill' as RefundReason,
  keepChargeId: null,
  expectedRefundedMinor: 0,
  note: '',
  ...change,
})

const [first, second, third] = [aCharge('c-1'), aCharge('c-2'), aCharge('c-3')]
const pair = groupOf([first, second], 'c-1')
const codeOf = (...of: Parameters<typeof findKeepObstacle>) => findKeepObstacle(...of).obstacle?.code ?? null

describe('the keep-one guard', () => {
  it.each(ONE_PURCHASE)('%s: an agent cannot give back the charge to keep, whatever the reason', (verdict) => {
    const group = groupOf([first, second], 'c-1', verdict)
    for (const reason of REASONS) {
      const wish = aWish({ reason, keepChargeId: reason === 'duplicate' ? 'c-2' : null, note: 'they insist' })
      expect(codeOf(wish, first, group, agent)).toBe('keep_charge')
    }
    expect(codeOf(aWish(), second, group, agent)).toBeNull()
  })

  it('a supervisor passes the guard with a note, and the result names the guard that was passed', () => {
    expect(codeOf(aWish({ note: ' ' }), first, pair, supervisor)).toBe('keep_charge')
    expect(findKeepObstacle(aWish({ note: 'court order' }), first, pair, supervisor)).toEqual({
      guard: 'keep_charge',
      obstacle: null,
    })
    expect(codeOf(aWish({ note: 'court order' }), first, pair, { role: 'admin' })).toBe('keep_charge')
  })

  it('the last paid charge stays paid, also when the group names no charge to keep', () => {
    const cancelled = [first, second].map((one) => ({ ...one, bookingStatus: 'cancelled' }))
    const wish = aWish({ reason: 'cancelled' })
    const [one, other] = cancelled as [ChargeBalance, ChargeBalance]
    expect(codeOf(wish, one, groupOf(cancelled, null), agent)).toBeNull()
    for (const gone of [{ refundedMinor: 10_000 }, { reservedMinor: 6_000 }, { state: 'voided' }]) {
      expect(codeOf(wish, one, groupOf([one, { ...other, ...gone }], null), agent)).toBe('last_paid')
    }
  })

  it('a charge with an active booking is not given back while the other booking is cancelled', () => {
    const started = { ...first, refundedMinor: 100 }
    const group = groupOf([started, { ...second, bookingStatus: 'cancelled' }], null)
    expect(codeOf(aWish({ amountMinor: 9_900 }), started, group, agent)).toBe('last_paid')
  })

  it('the guard allows refunds of separate purchases and of charges without a group', () => {
    const two = groupOf([first, { ...second, refundedMinor: 10_000 }], null, 'separate')
    expect(codeOf(aWish({ reason: 'cancelled' }), first, two, agent)).toBeNull()
    expect(codeOf(aWish({ reason: 'duplicate', keepChargeId: 'elsewhere' }), first, two, agent)).toBeNull()
    expect(codeOf(aWish(), first, null, agent)).toBeNull()
  })

  it('less than half of a charge in total is allowed as goodwill; half or more is not, and no amount is as a duplicate', () => {
    expect(codeOf(aWish({ amountMinor: 4_999 }), first, pair, agent)).toBeNull()
    expect(codeOf(aWish({ amountMinor: 5_000 }), first, pair, agent)).toBe('keep_charge')
    const given = { ...first, refundedMinor: 4_000 }
    expect(codeOf(aWish({ amountMinor: 1_000 }), given, groupOf([given, second], 'c-1'), agent)).toBe('keep_charge')
    const asDuplicate = aWish({ amountMinor: 1, reason: 'duplicate', keepChargeId: 'c-2' })
    expect(codeOf(asDuplicate, first, pair, agent)).toBe('keep_charge')
  })

  it('a refund as a duplicate must keep a charge of its own group, for a supervisor too', () => {
    const three = groupOf([first, second, third], 'c-1')
    const keeping = (keepChargeId: string) => aWish({ reason: 'duplicate', keepChargeId, note: 'so it is' })
    expect(codeOf(keeping('c-1'), second, three, agent)).toBeNull()
    expect(codeOf(keeping('c-3'), second, three, agent)).toBeNull()
    for (const user of [agent, supervisor]) expect(codeOf(keeping('c-9'), second, three, user)).toBe('keep_elsewhere')
  })

  it('a charge that another refund keeps cannot be given back in part until that refund is given, and never as a whole', () => {
    const part = aWish({ amountMinor: 500 })
    expect(codeOf(part, { ...first, kept: 'waiting' }, null, agent)).toBe('is_kept')
    expect(codeOf(part, { ...first, kept: 'given' }, null, agent)).toBeNull()
    expect(codeOf(aWish(), { ...first, kept: 'given' }, null, agent)).toBe('is_kept')
  })

  it('whatever agents try, one captured charge of a purchase stays paid, with an active booking if there was one', () => {
    fc.assert(
      fc.property(
        fc.array(someCharge, { minLength: 2, maxLength: 4 }),
        someVerdict,
        fc.array(someTry),
        (drawn, verdict, tries) => {
          const charges = drawn.map((charge, index) => ({ ...charge, id: `c-${index}` }))
          const paid = (of: readonly ChargeBalance[]) => of.filter((one) => leftMinor(one) * 2 > one.amountMinor)
          const withActiveBooking = (of: readonly ChargeBalance[]) => paid(of).filter(hasActiveBooking)
          const before = { paid: paid(charges).length, active: withActiveBooking(charges).length }
          for (const { which, fraction, reason, keep, isFresh } of tries) {
            const at = which % charges.length
            const charge = charges[at] as ChargeBalance
            const keeper = reason === 'duplicate' ? (charges[keep % charges.length] as ChargeBalance) : null
            const wish = aWish({
              amountMinor: Math.max(1, Math.round(leftMinor(charge) * fraction)),
              reason,
              keepChargeId: keeper?.id ?? null,
              expectedRefundedMinor: charge.refundedMinor,
              note: 'please',
            })
            const group = groupOf(
              charges,
              keepOf(isFresh ? charges : drawn.map((one, index) => ({ ...one, id: `c-${index}` }))),
              verdict,
            )
            const obstacle = findObstacle(wish, charge, keeper) ?? findKeepObstacle(wish, charge, group, agent).obstacle
            if (obstacle !== null) continue
            charges[at] = { ...charge, refundedMinor: charge.refundedMinor + wish.amountMinor }
          }
          if (before.paid > 0) expect(paid(charges).length).toBeGreaterThan(0)
          if (before.active > 0) expect(withActiveBooking(charges).length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

const hasActiveBooking = ({ bookingStatus }: ChargeBalance) => bookingStatus !== 'cancelled'

/** The charge to keep as a verdict names it: the earliest captured one with an active booking and without a refund. */
const keepOf = (charges: readonly ChargeBalance[]) =>
  charges.find((one) => one.state === 'captured' && hasActiveBooking(one) && one.refundedMinor === 0)?.id ?? null

const someCharge = fc
  .record({
    state: fc.constantFrom('captured', 'captured', 'captured', 'authorised', 'voided', 'disputed'),
    bookingStatus: fc.constantFrom('confirmed', 'confirmed', 'pending', 'cancelled'),
    amountMinor: fc.integer({ min: 1, max: 20_000 }),
    refunded: fc.constantFrom(0, 0, 0.3, 0.7, 1),
    reserved: fc.constantFrom(0, 0, 0, 0.2),
  })
  .map(({ refunded, reserved, ...facts }) => {
    const refundedMinor = Math.floor(facts.amountMinor * refunded)
    const reservedMinor = Math.floor((facts.amountMinor - refundedMinor) * reserved)
    return aCharge('', { ...facts, refundedMinor, reservedMinor })
  })

const someVerdict = fc.constantFrom(...ONE_PURCHASE)

const someTry = fc.record({
  which: fc.nat(),
  fraction: fc.constantFrom(0.01, 0.3, 0.49, 0.5, 0.99, 1),
  reason: fc.constantFrom(...REASONS),
  keep: fc.nat(),
  /** Whether the copy holds the refunds so far; if not, the group still names the charge to keep from the start. */
  isFresh: fc.boolean(),
})
