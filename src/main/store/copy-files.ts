import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
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

/** Removes a database with what SQLite keeps beside it. */
export function removeFiles(folder: string, name: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true })
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
