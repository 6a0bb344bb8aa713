import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  for (const suffix of ['', '-wal', '-shm', SOUND]) rmSync(join(folder, name + suffix), { force: true })
}

/** A renamed file keeps its new name through a power cut only after this. Windows cannot sync a folder, and need not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Ends the name of the note that a file was found whole, and how it looked when it was closed. */
const SOUND = '-sound'

/** Notes that this file, closed a moment ago, is whole. Without the note nothing is lost but time at the next start. */
export function noteSound(folder: string, name: string): void {
  const looks = looksOf(join(folder, name))
  if (looks !== null) writeFileSync(join(folder, name + SOUND), looks, { mode: 0o600 })
}

/** Whether this file is the one that was noted as whole, and nobody has written since: a process that was killed leaves a log. */
export function isNotedSound(folder: string, name: string): boolean {
  const file = join(folder, name)
  try {
    return readFileSync(file + SOUND, 'utf8') === looksOf(file)
  } catch {
    return false
  }
}

/** Its length and when it was last written; null with a log beside it that is not yet in it. */
function looksOf(file: string): string | null {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  if (log !== undefined && log.size > 0) return null
  const { size, mtimeNs } = statSync(file, { bigint: true })
  return `${size} ${mtimeNs}\n`
}
