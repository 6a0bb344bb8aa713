import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createDigestTable } from '../../../../src/main/engine/domain/digest-table.ts'

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

test('the table finds every added digest after any number of doublings, and no other digest', () => {
  const digests = Array.from({ length: 20_000 }, (_, index) => digestOf(`in ${index}`))
  const table = createDigestTable((number, digest) => digests[number - 1]?.equals(digest) === true, 100)
  for (const [index, digest] of digests.entries()) {
    expect(table.find(digest)).toBeNull()
    table.add(digest, index + 1)
  }
  for (const [index, digest] of digests.entries()) expect(table.find(digest)).toBe(index + 1)
  for (let index = 0; index < 20_000; index += 1) expect(table.find(digestOf(`out ${index}`))).toBeNull()
})

test('the table keeps two digests apart that share the 64 bits in the middle', () => {
  const [one, other, third] = [Buffer.alloc(32, 1), Buffer.alloc(32, 1), Buffer.alloc(32, 1)]
  other[31] = 2
  third[0] = 3
  const digests = [one, other]
  const table = createDigestTable((number, digest) => digests[number - 1]?.equals(digest) === true, 10)
  table.add(one, 1)
  expect(table.find(other)).toBeNull()
  table.add(other, 2)
  expect([one, other, third].map(table.find)).toEqual([1, 2, null])
})
