import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from './faults.ts'

const root = join(import.meta.dirname, '../..')

test('the forty faults are all named, in order', () => {
  expect(faults.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test.each(faults)('fault $number, $what: the tests that play it are there', ({ number, proofs, closest }) => {
  expect(proofs.length).toBeGreaterThan(0)
  for (const { file, tests } of proofs) {
    const text = readFileSync(join(root, file), 'utf8')
    expect(
      tests.filter((name) => !text.includes(name)),
      file,
    ).toEqual([])
    expect(text).not.toMatch(/\.(skip|todo|only)\(/)
  }
  if (closest !== undefined) console.log(`left out: fault ${number} itself. ${closest}`)
})
