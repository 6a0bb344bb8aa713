import { open } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { storeFailure } from './open.ts'

/** A whole check of a large file takes seconds, so it has a thread of its own. */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads')
  const Database = require(workerData.driver)
  try {
    const database = new Database(workerData.file, { readonly: true })
    const said = database.pragma(workerData.depth + '(1)', { simple: true })
    database.close()
    parentPort.postMessage(said)
  } catch (error) {
    parentPort.postMessage(String(error.code ?? error.message))
  }`

/**
 * SQLite's own words for it. `quick_check` looks at every page; `integrity_check` also at each index against its table, which
 * takes five times as long.
 */
export type CheckDepth = 'quick_check' | 'integrity_check'

/**
 * Checks a store file while this thread goes on, and others write to it. `store_unreadable` with the code `quick_check` when
 * it is damaged, with SQLite's own when it could not be looked at.
 */
export async function checkFile(file: string, depth: CheckDepth = 'quick_check'): Promise<Result<null>> {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const worker = new Worker(PROGRAM, { eval: true, workerData: { driver, file, depth } })
  const said = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  if (said === 'ok') return done(null)
  const isWeather = /^SQLITE_(?!CORRUPT|NOTADB)/.test(String(said))
  return failed('store_unreadable', isWeather ? String(said) : 'quick_check')
}

/** Makes what was written with `synchronous=OFF` durable while this thread goes on. */
export async function syncFile(file: string): Promise<Result<null>> {
  try {
    const handle = await open(file, 'r+')
    await handle.sync().finally(() => handle.close())
    return done(null)
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}
