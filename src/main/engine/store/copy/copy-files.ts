import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the database files of one kind in the store folder. */
export function listFiles(folder: string, what: 'copy' | 'filling'): string[] {
  return readdirSync(folder).filter((name) => name.startsWith(`${what}-`) && name.endsWith('.db'))
}

/**
 * `copy-<epoch>.db` or `filling-<epoch>.db`. An epoch with unusual characters goes in as a hash, so that it cannot name
 * a file in another folder.
 */
export function copyName(epoch: string, what: 'copy' | 'filling' = 'copy'): string {
  const plain = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(epoch)
  return `${what}-${plain ? epoch : createHash('sha256').update(epoch).digest('hex').slice(0, 32)}.db`
}

/** Removes a database and all files beside it: SQLite's, and the note of `noteBoot`. */
export function removeFiles(folder: string, name: string): void {
  for (const suffix of ['', '-wal', '-shm', BOOT]) rmSync(join(folder, name + suffix), { force: true })
}

/** Makes a new name survive a power cut. Windows cannot sync a folder and does not need to. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncNow(folder)
}

/** Syncs a file or folder and blocks this thread meanwhile; `syncFile` (check-file.ts) does not block. */
export function syncNow(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The end of the name of a note that says when the machine started, for a fill that began under that start. */
const BOOT = '-boot'
/**
 * A correction of the clock moves the start of the machine by less than this. No machine restarts and fills a copy in
 * so short a time.
 */
const BOOT_TOLERANCE_MS = 10_000

/** Writes down under which start of the machine (UTC ms) a fill began. */
export function noteBoot(folder: string, name: string, bootedAt: number): void {
  writeFileSync(join(folder, name + BOOT), `${bootedAt}\n`, { mode: 0o600 })
}

/**
 * Whether the machine has run without a break since this fill began. A fill is synced only when it is whole, so a power
 * cut may have lost pages in the middle of it, and a check of the remaining pages does not notice that.
 */
export function isOfThisBoot(folder: string, name: string, bootedAt: number): boolean {
  try {
    const noted = Number.parseFloat(readFileSync(join(folder, name + BOOT), 'utf8'))
    return Math.abs(noted - bootedAt) < BOOT_TOLERANCE_MS
  } catch {
    return false
  }
}
