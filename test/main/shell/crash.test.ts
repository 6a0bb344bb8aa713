import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'

test.each([
  ['exception', 'uncaught exception'],
  ['rejection', 'unhandled rejection'],
])('an uncaught %s is on disk when the process has ended, without its message', (how, message) => {
  const folder = temporaryFolder()
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'crashing-process.ts'), folder, how])
  expect(status).toBe(1)
  const file = join(folder, 'once.log')
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines).toHaveLength(1)
  const record = JSON.parse(lines[0] ?? '')
  expect(record).toMatchObject({ at: '2026-02-28T20:15:00.000Z', level: 'error', scope: 'crash', message })
  expect(record.error).toMatch(/^Error \[E_TEST\]: \(message withheld, \d+ characters\)\n {4}at .*crashing-process\.ts/)
  expect(lines[0]).not.toMatch(/Davey|example\.org|4111/)
  expect(statSync(file).mode & 0o077).toBe(0)
})
