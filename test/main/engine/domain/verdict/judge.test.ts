import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSharing } from '../../../../../src/main/engine/domain/verdict/candidates.ts'
import { byTime } from '../../../../../src/main/engine/domain/verdict/clusters.ts'
import { decisionsByPair } from '../../../../../src/main/engine/domain/verdict/decisions.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedDecision, JudgedGroup } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { pairKey } from '../../../../../src/main/engine/domain/verdict/pair-key.ts'
import { leftOf, refundedOf } from '../../../../../src/main/engine/domain/verdict/refunded.ts'
import { isActiveBooking } from '../../../../../src/shared/rules/keep-one.ts'
import { aCharge, aDecision, aRefund, BEGIN, FARE } from './story.ts'

/** Few travellers, cards and references, so that they often meet: there a verdict can go wrong. */
const booking = fc.record({
  who: fc.constantFrom('Davey Jones', 'Jones Davey', 'Davey Johns', 'Mary Jones', 'Ann Carter', 'Anne Carter'),
  card: fc.constantFrom('one', 'two'),
  email: fc.constantFrom('all@example.com', 'all@example.com', 'own@example.org'),
  reference: fc.constantFrom('K3J9QX', 'M7P2WD', 'Q4T8ZB'),
  status: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'pending', 'cancelled'),
  flight: fc.constantFrom('EI164', 'EI164', 'EI164', 'EI165'),
  service: fc.constantFrom(null, null, null, 'EXST'),
})

const refund = fc.record({
  amountMinor: fc.constantFrom(FARE, FARE, 5_000),
  reason: fc.constantFrom('duplicate', 'duplicate', 'cancelled', 'goodwill'),
  state: fc.constantFrom('succeeded', 'pending', 'pending_approval', 'failed', 'rejected'),
})

const payment = fc.record({
  of: fc.nat({ max: 5 }),
  at: fc.constantFrom(0, 1, 4, 30, 61, 400, 2_000, 5_000),
  purpose: fc.constantFrom('fare', 'fare', 'fare', 'ancillary'),
  state: fc.constantFrom('captured', 'captured', 'captured', 'authorised', 'voided', 'failed', 'disputed', 'frozen'),
  gateway: fc.constantFrom('old', 'new'),
  amountMinor: fc.constantFrom(FARE, FARE, FARE, FARE + 900, 2 * FARE),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
  refunds: fc.array(refund, { maxLength: 2 }).map((refunds) => refunds.map(aRefund)),
})

const decision = fc.record({
  verdict: fc.constantFrom('not_duplicate', 'duplicate', 'withdrawn'),
  on: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 2, maxLength: 3 }),
  after: fc.nat({ max: 2 }),
  supersedes: fc.constantFrom(null, null, 'd0', 'd1'),
})

/** The charges of two departures with the decisions on them. */
interface World {
  readonly charges: readonly JudgedCharge[]
  readonly decisions: readonly JudgedDecision[]
}

const world: fc.Arbitrary<World> = fc
  .record({
    bookings: fc.array(booking, { minLength: 1, maxLength: 6 }),
    payments: fc.array(payment, { minLength: 2, maxLength: 8 }),
    decisions: fc.array(decision, { maxLength: 3 }),
  })
  .map(({ bookings, payments, decisions }) => ({
    charges: payments.map(({ of, ...facts }, index) => {
      const which = of % bookings.length
      return aCharge(`c${index}`, { ...bookings[which], ...facts, booking: `r${which}` })
    }),
    decisions: decisions.map(({ verdict, on, after, supersedes }, index) =>
      aDecision(
        `d${index}`,
        verdict,
        on.map((one) => `c${one}`),
        { decidedAt: BEGIN + after, supersedes: supersedes === `d${index}` ? null : supersedes },
      ),
    ),
  }))

/** Checks every group of every generated world; fast-check prints the seed of a failure. */
function always(check: (group: JudgedGroup, members: readonly JudgedCharge[], world: World) => void): void {
  fc.assert(
    fc.property(world, (one) => {
      for (const group of judge(one.charges, one.decisions)) {
        check(
          group,
          one.charges.filter(({ id }) => group.chargeIds.includes(id)),
          one,
        )
      }
    }),
    { numRuns: 600 },
  )
}

const pairsOf = <T>(members: readonly T[]): [T, T][] =>
  members.flatMap((one, index) => members.slice(index + 1).map((other): [T, T] => [one, other]))

describe('whatever was paid and decided', () => {
  it('the order of charges, refunds and decisions changes nothing', () => {
    const shuffled = world.chain((one) =>
      fc.record({
        one: fc.constant(one),
        charges: fc.shuffledSubarray([...one.charges], { minLength: one.charges.length }),
        decisions: fc.shuffledSubarray([...one.decisions], { minLength: one.decisions.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ one, charges, decisions }) => {
        const turned = charges.map((charge) => ({ ...charge, refunds: charge.refunds.toReversed() }))
        expect(judge(turned, decisions)).toEqual(judge(one.charges, one.decisions))
      }),
      { numRuns: 600 },
    )
  })

  it('every charge is in at most one group, and every group has at least two charges', () => {
    fc.assert(
      fc.property(world, ({ charges, decisions }) => {
        const groups = judge(charges, decisions)
        const ids = groups.flatMap(({ chargeIds }) => chargeIds)
        expect(ids).toEqual([...new Set(ids)])
        expect(charges.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
        for (const { id, chargeIds } of groups) expect([chargeIds.length > 1, chargeIds[0]]).toEqual([true, id])
      }),
      { numRuns: 600 },
    )
  })

  it('the kept charge is not given back, and at least one paid charge stays', () => {
    always(({ giveBackIds, keepChargeId }, members) => {
      expect(giveBackIds).not.toContain(keepChargeId)
      if (giveBackIds.length === 0) return
      const stays = members.filter(({ id }) => !giveBackIds.includes(id))
      expect(stays.some((charge) => ['captured', 'disputed'].includes(charge.state) && leftOf(charge) > 0)).toBe(true)
    })
  })

  it('a duplicate keeps the earliest captured charge that has an active booking and no refund', () => {
    always(({ verdict, keepChargeId }, members) => {
      if (verdict !== 'duplicate') return
      const whole = members.filter(
        (charge) => charge.state === 'captured' && isActiveBooking(charge.status) && refundedOf(charge) === 0,
      )
      expect(keepChargeId).toBe(whole.toSorted(byTime)[0]?.id)
    })
  })

  it('only captured money that is left is given back, and that of a cancelled booking only after a person has decided', () => {
    always(({ verdict, giveBackIds }, members) => {
      for (const charge of members.filter(({ id }) => giveBackIds.includes(id))) {
        expect(charge.state).toBe('captured')
        expect(leftOf(charge)).toBeGreaterThan(0)
        if (verdict !== 'unsure') expect(isActiveBooking(charge.status)).toBe(true)
      }
      if (!['duplicate', 'unsure'].includes(verdict)) expect(giveBackIds).toEqual([])
    })
  })

  it('the amount at stake is the sum of what is left of the charges to give back, in one currency', () => {
    always(({ giveBackIds, atStakeMinor, currency }, members) => {
      const left = members.filter((one) => giveBackIds.includes(one.id) && one.currency === currency).map(leftOf)
      expect(atStakeMinor).toBe(left.reduce((sum, one) => sum + one, 0))
      expect(atStakeMinor > 0).toBe(giveBackIds.length > 0)
    })
  })

  it('the amount at stake is in the currency of the charge to give back when the kept charge has another', () => {
    const charges = [aCharge('a'), aCharge('b', { at: 5, currency: 'USD', amountMinor: FARE + 900 })]
    const [group] = judge(charges, [aDecision('d1', 'duplicate', ['a', 'b'])])
    expect(group).toMatchObject({ keepChargeId: 'a', giveBackIds: ['b'], currency: 'USD' })
    expect([group?.amountMinor, group?.atStakeMinor]).toEqual([FARE + 900, FARE + 900])
  })

  it('nothing is given back of a pair with the decision "not a duplicate"', () => {
    always(({ verdict, chargeIds }, _members, { decisions }) => {
      const decided = decisionsByPair(decisions)
      if (verdict === 'separate') return
      for (const [a, b] of pairsOf(chargeIds)) expect(decided.get(pairKey(a, b))).not.toBe('not_duplicate')
    })
  })

  it('charges of two departures are in one group only after a decision of a person', () => {
    always(({ chargeIds }, members, { decisions }) => {
      if (new Set(members.map(({ flightNumber }) => flightNumber)).size === 1) return
      const decided = decisionsByPair(decisions)
      expect(pairsOf(chargeIds).some(([a, b]) => decided.has(pairKey(a, b)))).toBe(true)
    })
  })

  it('two bookings of one reference on one flight are one purchase only after a decision of a person', () => {
    always(({ verdict }, members, { decisions }) => {
      const decided = decisionsByPair(decisions)
      if (verdict === 'separate') return
      for (const [a, b] of pairsOf(members)) {
        if (a.bookingId === b.bookingId || a.flightNumber !== b.flightNumber) continue
        if (decided.get(pairKey(a.id, b.id)) === 'duplicate') continue
        expect(a.reference).not.toBe(b.reference)
      }
    })
  })

  it('a charge without shared keys and without decisions does not change the groups', () => {
    const strangers = fc.array(booking, { maxLength: 3 }).map((all) =>
      all.map((one, index) => {
        const id = `stranger ${index}`
        return aCharge(id, { ...one, who: `Stranger${index} Unheard${index}`, card: id, email: id, reference: id })
      }),
    )
    fc.assert(
      fc.property(world, strangers, ({ charges, decisions }, more) => {
        const all = [...charges, ...more]
        const sharing = findSharing(all)
        const decidedOn = new Set(decisions.flatMap(({ chargeIds }) => chargeIds))
        const few = all.filter(({ id }) => sharing.has(id) || decidedOn.has(id))
        expect(more.filter(({ id }) => sharing.has(id))).toEqual([])
        expect(judge(few, decisions)).toEqual(judge(all, decisions))
      }),
      { numRuns: 300 },
    )
  })
})
