import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Where something is proved: a file of tests, and the beginning or a part of the name of each test. */
export interface Proof {
  readonly file: string
  readonly tests: readonly string[]
}

/** The tests of this file, from the project's root, that have these words in their names or in what they are given. */
export const proof = (file: string, ...tests: string[]): Proof => ({ file, tests })

/** Fails where one of the tests is not there, or where a file of them leaves any out. */
export function expectThere(proofs: readonly Proof[]): void {
  expect(proofs.length).toBeGreaterThan(0)
  for (const { file, tests } of proofs) {
    const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    expect(
      tests.filter((name) => !text.includes(name)),
      file,
    ).toEqual([])
    expect(text).not.toMatch(/\.(skip|todo|only)\(/)
  }
}
