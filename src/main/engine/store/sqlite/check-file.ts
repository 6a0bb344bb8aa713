import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { CheckDepth, FileCheck } from './check-file-worker.ts'
import { storeFailure } from './failures.ts'

/**
 * Checks a store file in a thread of its own, while this thread goes on and others write to the file. Fails with
 * `store_unreadable`: the code is `quick_check` when the file is damaged, and SQLite's own when the check could not
 * run.
 */
export async function checkFile(file: string, depth: CheckDepth = 'quick_check'): Promise<Result<null>> {
  const workerData: FileCheck = { file, depth }
  const worker = new Worker(new URL('./check-file-worker.ts', import.meta.url), { workerData })
  const finding = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  if (finding === 'ok') return done(null)
  const couldNotRun = /^SQLITE_(?!CORRUPT|NOTADB)/.test(finding)
  return failed('store_unreadable', couldNotRun ? finding : 'quick_check')
}

/**
 * Syncs a file that was written with `synchronous=OFF`, while this thread goes on. Fails with `store_unreadable` or
 * `disk_full`.
 */
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
