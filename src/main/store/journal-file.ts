import { Buffer } from 'node:buffer'
import {
  chmodSync,
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Result } from '../../preload/model.ts'
import { done } from '../domain/result.ts'
import { storeFailure } from './open.ts'

/** A file that is only ever appended to. What `write` was given is safe from a power cut once `sync` has returned. */
export interface JournalFile {
  readonly read: () => Buffer
  readonly write: (bytes: Uint8Array) => void
  readonly sync: () => void
  /** Cuts off what stands after so many bytes. */
  readonly cut: (length: number) => void
  /** Harmless when closed already. */
  readonly close: () => void
}

/** Opens or makes the file, for its owner's eyes alone. Fails with `store_unreadable` or `disk_full`. */
export function openJournalFile(file: string): Result<JournalFile> {
  try {
    const folder = dirname(file)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    const descriptor = openSync(file, 'a+', 0o600)
    let isOpen = true
    if (fstatSync(descriptor).size === 0) syncFolder(folder)
    return done({
      read: () => readFileSync(file),
      write: (bytes) => {
        const rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        for (let written = 0; written < rest.length; ) written += writeSync(descriptor, rest, written)
      },
      sync: () => fsyncSync(descriptor),
      cut: (length) => ftruncateSync(descriptor, length),
      close: () => {
        // A descriptor closed twice may be somebody else's by then.
        if (isOpen) closeSync(descriptor)
        isOpen = false
      },
    })
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}

/** A new file keeps its name through a power cut only after this. Windows cannot sync a folder, and need not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
