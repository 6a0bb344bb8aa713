import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLookalikes, type JudgedCharge } from '../../../src/main/domain/lookalikes.ts'

const charge = (id: string, parts: Partial<JudgedCharge> = {}): JudgedCharge => ({
  id,
  purpose: 'fare',
  amountMinor: 13_999,
  currency: 'EUR',
  state: 'captured',
  authorisedAt: 1,
  capturedAt: 2,
  refundedMinor: 0,
  recordStatus: 'confirmed',
  serviceCode: null,
  ...parts,
})

test('two alike are a group with the earliest captured to keep', () => {
  const [group, ...others] = findLookalikes([charge('late', { capturedAt: 9 }), charge('early', { capturedAt: 3 })])
  expect(others).toEqual([])
  expect(group).toEqual({
    id: 'early',
    purpose: 'fare',
    amountMinor: 13_999,
    currency: 'EUR',
    chargeIds: ['early', 'late'],
  })
})

test.each<[string, Partial<JudgedCharge>]>([
  ['another purpose', { purpose: 'ancillary' }],
  ['another amount', { amountMinor: 14_000 }],
  ['another currency', { currency: 'GBP' }],
  ['a hold', { state: 'authorised', capturedAt: null }],
  ['a failed one', { state: 'failed' }],
  ['a state that we do not know', { state: 'teleported' }],
  ['a cancelled record', { recordStatus: 'cancelled' }],
  ['an extra seat', { serviceCode: 'EXST' }],
  ['one given back in full', { refundedMinor: 13_999 }],
])('%s does not look alike', (_name, parts) => {
  expect(findLookalikes([charge('a'), charge('b', parts)])).toEqual([])
})

test('given back in part, pending, or of another service still looks alike', () => {
  const parts = [{ refundedMinor: 13_998 }, { recordStatus: 'pending' }, { serviceCode: 'WCHR' }]
  for (const one of parts) expect(findLookalikes([charge('a'), charge('b', one)])).toHaveLength(1)
})

test('the order of the charges does not matter, and no charge is in two groups', () => {
  const some = fc.array(
    fc.record({
      amountMinor: fc.constantFrom(100, 200),
      purpose: fc.constantFrom('fare', 'ancillary'),
      capturedAt: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(
      some
        .map((parts) => parts.map((one, index) => charge(`c${index}`, one)))
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const groups = findLookalikes(all)
        const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
        expect(findLookalikes(shuffled).sort(byId)).toEqual(groups.sort(byId))
        const members = groups.flatMap((group) => group.chargeIds)
        expect(new Set(members).size).toBe(members.length)
        for (const group of groups) expect(group.id).toBe(group.chargeIds[0])
      },
    ),
  )
})
