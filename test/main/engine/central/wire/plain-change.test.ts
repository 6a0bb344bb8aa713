import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAnyChange, parseChange } from '../../../../../src/main/engine/central/wire/change.ts'
import { parsePlainChange } from '../../../../../src/main/engine/central/wire/plain-change.ts'
import { booking, charge, deletion, refund } from '../../sync/wire.ts'

const seed = Date.now() % 1_000_000

test('the short way reads ordinary changes without the schemas, and reads them as the schemas do', () => {
  for (const change of [booking('b1'), booking('b2', { phone: null }), charge('c1', 'b1')]) {
    const plain = parsePlainChange(change)
    expect(plain).not.toBeNull()
    expect({ change: plain }).toEqual(parseAnyChange(change))
  }
  for (const change of [refund('r1', 'c1'), deletion('charge', 'c1', 2), null, [], 'x'])
    expect(parsePlainChange(change)).toBeNull()
})

/** Every position in a value, each as the list of keys that leads to it. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return [[...path], ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))]
}

function withAt(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put
  const { [key]: part, ...others } = value as Record<string, unknown>
  const changed = withAt(part, rest, put)
  return changed === GONE ? others : { ...others, [key]: changed }
}

const GONE = Symbol('gone')

test(`the fast reader and the schemas agree for any value at any position (seed ${seed})`, () => {
  const whole = fc.constantFrom(booking('b1'), booking('b2', { phone: null }), charge('c1', 'b1'))
  const put = fc.oneof(
    fc.constantFrom<unknown>(GONE, null, '', 'x', 'x'.repeat(64), 'x'.repeat(65), 'y'.repeat(129), 'z'.repeat(4_001)),
    fc.constantFrom<unknown>(0, -0, -1, 1, 1.5, 12, 13, 24, 60, 1900, 10_000, 2 ** 53, Number.NaN, true, [], {}),
    fc.constantFrom<unknown>(
      '2026-02-30T25:00:00Z',
      '2026-02-01T10:00:00Z',
      '2026-02-01',
      '12345',
      '1234\n',
      'eur',
      'upsert',
    ),
    fc.anything(),
  )
  const changed = whole.chain((change) =>
    fc.tuple(fc.constantFrom(...placesIn(change)), put).map(([place, value]) => withAt(change, place, value)),
  )
  fc.assert(
    fc.property(changed, (json) => {
      expect(parseChange(json)).toEqual(parseAnyChange(json))
    }),
    { numRuns: 3_000, seed },
  )
})
