import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk } from '../desk.ts'
import { aRefund, postPurchase } from '../sample-data.ts'
import { type Central, startCentral } from '../start.ts'

let central: Central
let desks: Desk[]

beforeAll(async () => {
  central = await startCentral({ think: () => sleep(1) })
  desks = await Promise.all(['ana', 'sam', 'ada'].map((name) => Desk.signedIn(central.url, name)))
})
afterAll(() => central.close())

const step = fc.record({
  desk: fc.integer({ min: 0, max: 2 }),
  key: fc.integer({ min: 0, max: 5 }),
  extra: fc.boolean(),
  amount: fc.constantFrom(9599, 5000, 100),
  reason: fc.constantFrom('duplicate', 'duplicate', 'goodwill'),
  fault: fc.constantFrom(undefined, undefined, undefined, { dropReply: true } as const, { dropRequest: true } as const),
})

test('concurrent refunds of one pair, with lost replies and reused keys, keep every promise', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
      const pair = [(await postPurchase(central)).chargeId, (await postPurchase(central)).chargeId]
      const keys = Array.from({ length: 6 }, () => randomUUID())
      const settling = central.act.settleRefunds()
      const accepted = await Promise.all(
        steps.map(async ({ desk, key: index, extra, amount, reason, fault }) => {
          const [charge = '', other = ''] = extra ? pair : pair.toReversed()
          const key = keys[index] ?? ''
          const body = aRefund(charge, {
            amount_minor: amount,
            reason,
            keep_charge_id: reason === 'duplicate' ? other : null,
          })
          if (fault) central.faults.next(({ headers }) => headers['idempotency-key'] === `"${key}"`, fault)
          const reply = await desks[desk]?.refund(body, { key }).catch((error: Error) => {
            if (error.message !== 'fetch failed') throw error
          })
          return reply && reply.status < 300 ? [reply.body as { id: string; idempotency_key: string }] : []
        }),
      )
      await settling
      central.faults.clear()
      await expect
        .poll(async () => (await central.ledger()).keys.filter(({ state }) => state === 'working'))
        .toEqual([])
      const refunds = (await central.ledger()).refunds.filter(({ charge_id }) => pair.includes(charge_id))
      // Each key has one refund, and every refund that a desk saw accepted exists under its own key.
      expect(new Set(refunds.map(({ idempotency_key }) => idempotency_key)).size).toBe(refunds.length)
      for (const { id, idempotency_key } of accepted.flat()) {
        expect(refunds.find((refund) => refund.id === id)?.idempotency_key).toBe(idempotency_key)
      }
      const given = pair.map((id) =>
        refunds.filter(({ charge_id }) => charge_id === id).reduce((sum, { amount_minor }) => sum + amount_minor, 0),
      )
      expect(Math.max(...given)).toBeLessThanOrEqual(9599)
      // Two duplicates never name each other, so as far as duplicates go one charge of the pair stays paid.
      expect(
        new Set(refunds.filter(({ reason }) => reason === 'duplicate').map(({ charge_id }) => charge_id)).size,
      ).toBeLessThan(2)
    }),
    { numRuns: 15, endOnFailure: true },
  )
})
