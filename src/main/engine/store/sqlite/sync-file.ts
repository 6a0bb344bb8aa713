import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import { storeFailure } from './failures.ts'

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

/** Makes a new name in a folder survive a power cut. Windows cannot sync a folder and does not need to. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncNow(folder)
}

/** Syncs a file or folder and blocks this thread meanwhile; `syncFile` does not block. */
export function syncNow(path: string): void {
  // Windows syncs only what is open for writing; elsewhere a folder can be open for reading only.
  const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
