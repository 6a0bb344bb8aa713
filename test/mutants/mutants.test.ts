import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutants } from './mutants.ts'

const root = join(import.meta.dirname, '../..')

// `npm run test:mutants` shows that the suite fails for each of them; here only that they can still be put in.
test.each(mutants)('$name: its text is there once, and its tests are there', ({ file, find, replace, tests }) => {
  expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2)
  expect(replace).not.toBe(find)
  expect(tests.filter((name) => !existsSync(join(root, name)))).toEqual([])
})
