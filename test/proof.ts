import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** The proof of something: a file of tests, and a part of the name or the parameters of each test. */
export interface Proof {
  readonly file: string
  readonly tests: readonly string[]
}

/** The tests of this file, relative to the project's root, that contain these texts in their names or parameters. */
export const proof = (file: string, ...tests: string[]): Proof => ({ file, tests })

/** Fails when a test is missing, or when its file skips any test. */
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
