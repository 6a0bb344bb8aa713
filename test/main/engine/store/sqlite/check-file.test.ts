import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkFile } from '../../../../../src/main/engine/store/sqlite/check-file.ts'
import { syncFile } from '../../../../../src/main/engine/store/sqlite/sync-file.ts'
import { makeFolder } from '../../sync/rig.ts'

let folder: ReturnType<typeof makeFolder>
let file: string

beforeEach(() => {
  folder = makeFolder()
  file = join(folder.path, 'some.db')
  const database = new Database(file)
  database.exec('CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a)')
  for (let i = 0; i < 2_000; i += 1) database.prepare('INSERT INTO t VALUES (?)').run(`row ${i}`)
  database.close()
})

afterEach(() => folder.remove())

test('an intact file passes the check', async () => {
  expect(await checkFile(file)).toEqual({ ok: true, value: null })
  expect(await syncFile(file)).toEqual({ ok: true, value: null })
})

test('a damaged page and a file that is no database fail the check', async () => {
  const damaged = { ok: false, failure: { kind: 'store_unreadable', code: 'quick_check' } }
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x5a, bytes.length - 4_096))
  expect(await checkFile(file)).toEqual(damaged)
  writeFileSync(file, 'a letter '.repeat(1_000))
  expect(await checkFile(file)).toEqual(damaged)
})
