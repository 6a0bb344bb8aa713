import { Worker } from 'node:worker_threads'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { CheckDepth, FileCheck } from './check-file-worker.ts'

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
