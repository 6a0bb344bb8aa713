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
import { BEGIN, back, FARE, paid, word } from './story.ts'

/** Few travellers, cards and references, so that they meet: that is where a verdict can go wrong. */
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
  refunds: fc.array(refund, { maxLength: 2 }).map((refunds) => refunds.map(back)),
})

const saying = fc.record({
  verdict: fc.constantFrom('not_duplicate', 'duplicate', 'withdrawn'),
  on: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 2, maxLength: 3 }),
  after: fc.nat({ max: 2 }),
  supersedes: fc.constantFrom(null, null, 'd0', 'd1'),
})

/** All charges of two departures with what people have said of them. */
interface World {
  readonly charges: readonly JudgedCharge[]
  readonly decisions: readonly JudgedDecision[]
}

const world: fc.Arbitrary<World> = fc
  .record({
    bookings: fc.array(booking, { minLength: 1, maxLength: 6 }),
    payments: fc.array(payment, { minLength: 2, maxLength: 8 }),
    sayings: fc.array(saying, { maxLength: 3 }),
  })
  .map(({ bookings, payments, sayings }) => ({
    charges: payments.map(({ of, ...told }, index) => {
      const which = of % bookings.length
      return paid(`c${index}`, { ...bookings[which], ...told, booking: `r${which}` })
    }),
    decisions: sayings.map(({ verdict, on, after, supersedes }, index) =>
      word(
        `d${index}`,
        verdict,
        on.map((one) => `c${one}`),
        { decidedAt: BEGIN + after, supersedes: supersedes === `d${index}` ? null : supersedes },
      ),
    ),
  }))

/** Checks something of every group of every world; fast-check prints the seed of one that fails. */
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

describe('whatever was paid and said', () => {
  it('the order of charges, refunds and decisions makes no difference', () => {
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

  it('every charge is in one group at most, and no group has less than two', () => {
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

  it('the charge that stays is not given back, and something that was paid stays', () => {
    always(({ giveBackIds, keepChargeId }, members) => {
      expect(giveBackIds).not.toContain(keepChargeId)
      if (giveBackIds.length === 0) return
      const stays = members.filter(({ id }) => !giveBackIds.includes(id))
      expect(stays.some((charge) => ['captured', 'disputed'].includes(charge.state) && leftOf(charge) > 0)).toBe(true)
    })
  })

  it('the charge that stays of a duplicate is the earliest captured whose booking stands, with nothing given back', () => {
    always(({ verdict, keepChargeId }, members) => {
      if (verdict !== 'duplicate') return
      const whole = members.filter(
        (charge) => charge.state === 'captured' && isActiveBooking(charge.status) && refundedOf(charge) === 0,
      )
      expect(keepChargeId).toBe(whole.toSorted(byTime)[0]?.id)
    })
  })

  it('only what was captured and is still there is given back; of a cancelled booking only if a person says so', () => {
    always(({ verdict, giveBackIds }, members) => {
      for (const charge of members.filter(({ id }) => giveBackIds.includes(id))) {
        expect(charge.state).toBe('captured')
        expect(leftOf(charge)).toBeGreaterThan(0)
        if (verdict !== 'unsure') expect(isActiveBooking(charge.status)).toBe(true)
      }
      if (!['duplicate', 'unsure'].includes(verdict)) expect(giveBackIds).toEqual([])
    })
  })

  it('what is at stake is what is left of the charges to give back, of one currency', () => {
    always(({ giveBackIds, atStakeMinor, currency }, members) => {
      const left = members.filter((one) => giveBackIds.includes(one.id) && one.currency === currency).map(leftOf)
      expect(atStakeMinor).toBe(left.reduce((sum, one) => sum + one, 0))
      expect(atStakeMinor > 0).toBe(giveBackIds.length > 0)
    })
  })

  it('what would go back in another currency than what stays is told in its own', () => {
    const charges = [paid('a'), paid('b', { at: 5, currency: 'USD', amountMinor: FARE + 900 })]
    const [group] = judge(charges, [word('d1', 'duplicate', ['a', 'b'])])
    expect(group).toMatchObject({ keepChargeId: 'a', giveBackIds: ['b'], currency: 'USD' })
    expect([group?.amountMinor, group?.atStakeMinor]).toEqual([FARE + 900, FARE + 900])
  })

  it('"not a duplicate" is kept: nothing is given back of a pair of which a person has said so', () => {
    always(({ verdict, chargeIds }, _members, { decisions }) => {
      const said = decisionsByPair(decisions)
      if (verdict === 'separate') return
      for (const [a, b] of pairsOf(chargeIds)) expect(said.get(pairKey(a, b))).not.toBe('not_duplicate')
    })
  })

  it('charges of two departures are never together, unless a person says so', () => {
    always(({ chargeIds }, members, { decisions }) => {
      if (new Set(members.map(({ flightNumber }) => flightNumber)).size === 1) return
      const said = decisionsByPair(decisions)
      expect(pairsOf(chargeIds).some(([a, b]) => said.has(pairKey(a, b)))).toBe(true)
    })
  })

  it('two bookings of one reference on one flight are never one purchase, unless a person says so', () => {
    always(({ verdict }, members, { decisions }) => {
      const said = decisionsByPair(decisions)
      if (verdict === 'separate') return
      for (const [a, b] of pairsOf(members)) {
        if (a.bookingId === b.bookingId || a.flightNumber !== b.flightNumber) continue
        if (said.get(pairKey(a.id, b.id)) === 'duplicate') continue
        expect(a.reference).not.toBe(b.reference)
      }
    })
  })

  it('whoever shares nothing, and of whom nobody has spoken, makes no difference', () => {
    const strangers = fc.array(booking, { maxLength: 3 }).map((all) =>
      all.map((one, index) => {
        const id = `stranger ${index}`
        return paid(id, { ...one, who: `Stranger${index} Unheard${index}`, card: id, email: id, reference: id })
      }),
    )
    fc.assert(
      fc.property(world, strangers, ({ charges, decisions }, more) => {
        const all = [...charges, ...more]
        const sharing = findSharing(all)
        const spokenOf = new Set(decisions.flatMap(({ chargeIds }) => chargeIds))
        const few = all.filter(({ id }) => sharing.has(id) || spokenOf.has(id))
        expect(more.filter(({ id }) => sharing.has(id))).toEqual([])
        expect(judge(few, decisions)).toEqual(judge(all, decisions))
      }),
      { numRuns: 300 },
    )
  })
})
