import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutants } from './mutants.ts'

const root = join(import.meta.dirname, '../..')

// `npm run test:mutants` proves that the tests catch each mutant; this test only proves that each can still be applied.
test.each(mutants)('$name: its text occurs once, and its tests exist', ({ file, find, replace, tests }) => {
  expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2)
  expect(replace).not.toBe(find)
  expect(tests.filter((name) => !existsSync(join(root, name)))).toEqual([])
})
