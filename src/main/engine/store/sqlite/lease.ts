import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { storeFailure } from './failures.ts'

/** The exclusive lock of this process on a store folder. */
export interface Lease {
  readonly release: () => void
}

/** How long to wait for an earlier process that is just ending. */
const WAIT_MS = 1_000

/**
 * Locks the folder for this process. The operating system releases the lock when the process ends, however it ends.
 * Fails with `store_in_use` while another process holds the lock, else with `store_unreadable` or `disk_full`.
 */
export function takeLease(folder: string): Result<Lease> {
  let lock: Database.Database | null = null
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    lock = new Database(join(folder, 'lease.db'), { timeout: WAIT_MS })
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return done({ release: () => void held.close() })
  } catch (error) {
    lock?.close()
    const failure = storeFailure(error)
    if (failure === null) throw error
    return failure.code === 'SQLITE_BUSY' ? failed('store_in_use') : { ok: false, failure }
  }
}
