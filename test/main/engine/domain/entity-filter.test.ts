import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createEntityFilter, type FilterLayer } from '../../../../src/main/engine/domain/entity-filter.ts'

const digest = (name: string): Buffer => createHash('sha256').update(name).digest()

test('the filter has no false negative over many layers, and false positives below 0.1 %', () => {
  const filter = createEntityFilter([])
  const keys = 400_000
  for (let i = 0; i < keys; i += 1) filter.add(digest(`in ${i}`))
  expect(filter.layers().length).toBe(3)
  for (let i = 0; i < keys; i += 1) if (!filter.has(digest(`in ${i}`))) throw new Error(`lost ${i}`)
  let wrong = 0
  for (let i = 0; i < 200_000; i += 1) if (filter.has(digest(`out ${i}`))) wrong += 1
  expect(wrong / 200_000).toBeLessThan(0.001)
})

test('the filter sets the bits that the contract states', () => {
  const d = digest('one')
  const filter = createEntityFilter([])
  filter.add(d)
  const [layer] = filter.layers()
  if (layer === undefined) throw new Error('no layer')
  const a = BigInt(d.readUInt32LE(0))
  const b = BigInt(d.readUInt32LE(4)) | 1n
  const expected = new Set<bigint>()
  for (let i = 0n; i < layer.hashes; i += 1n) expected.add(((a + i * b) % 2n ** 32n) % BigInt(layer.bits))
  const found = new Set<bigint>()
  layer.bytes.forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit += 1) if (byte & (1 << bit)) found.add(BigInt(at * 8 + bit))
  })
  expect(found).toEqual(expected)
})

test('stored layers give the same answers again, and the filter never adds to a central layer', () => {
  const source = createEntityFilter([])
  for (let i = 0; i < 1_000; i += 1) source.add(digest(`central ${i}`))
  const central = source.layers().map((layer): FilterLayer => ({ ...layer, origin: 'central' }))
  const filter = createEntityFilter(central)
  for (let i = 0; i < 1_000; i += 1) filter.add(digest(`central ${i}`))
  expect(filter.layers().length).toBe(1)
  filter.add(digest('mine'))
  expect(filter.layers().map((layer) => [layer.origin, layer.count])).toEqual([
    ['central', 1_000],
    ['own', 1],
  ])
  const again = createEntityFilter(filter.layers())
  expect([again.has(digest('mine')), again.has(digest('central 5')), again.has(digest('nobody'))]).toEqual([
    true,
    true,
    false,
  ])
})

test('one layer holds the expected number of keys', () => {
  const filter = createEntityFilter([], 100_000)
  for (let i = 0; i < 100_000; i += 1) filter.add(digest(`${i}`))
  expect(filter.layers().length).toBe(1)
  expect(filter.layers()[0]?.bits).toBeLessThan(100_000 * 19)
})
