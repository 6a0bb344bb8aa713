import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the files of this kind in the store folder. */
export function listFiles(folder: string, what: 'copy' | 'filling'): string[] {
  return readdirSync(folder).filter((name) => name.startsWith(`${what}-`) && name.endsWith('.db'))
}

/** `copy-<epoch>.db`; an epoch that is no plain word goes in by its hash, so that it can name no other place. */
export function copyName(epoch: string, what: 'copy' | 'filling' = 'copy'): string {
  const plain = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(epoch)
  return `${what}-${plain ? epoch : createHash('sha256').update(epoch).digest('hex').slice(0, 32)}.db`
}

/** Removes a database with what SQLite and we keep beside it. */
export function removeFiles(folder: string, name: string): void {
  for (const suffix of ['', '-wal', '-shm', BOOT]) rmSync(join(folder, name + suffix), { force: true })
}

/** A renamed file keeps its new name through a power cut only after this. Windows cannot sync a folder, and need not. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncNow(folder)
}

/** Makes what was written with `synchronous=OFF` durable, and holds the thread meanwhile; check-file.ts has the patient one. */
export function syncNow(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Ends the name of the note that says since when the machine ran when a fill was begun. */
const BOOT = '-boot'
/** The clock is set right by less than this, and no machine starts again and fills a copy within it. */
const BOOT_TOLERANCE_MS = 10_000

/** Notes that what follows is written to this file under this start of the machine (UTC ms). */
export function noteBoot(folder: string, name: string, bootedAt: number): void {
  writeFileSync(join(folder, name + BOOT), `${bootedAt}\n`, { mode: 0o600 })
}

/**
 * Whether the machine has run without a break since this fill was begun. Nothing of a fill is synced before it is whole, so a
 * power cut may have taken pages out of its middle, which no check of the pages that are left can tell.
 */
export function isOfThisBoot(folder: string, name: string, bootedAt: number): boolean {
  try {
    const noted = Number.parseFloat(readFileSync(join(folder, name + BOOT), 'utf8'))
    return Math.abs(noted - bootedAt) < BOOT_TOLERANCE_MS
  } catch {
    return false
  }
}
