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
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import { storeFailure } from '../sqlite/open.ts'

/** The steps of putting new content in the place of a journal, in their order; a process may end at any of them. */
export const REPLACE_STEPS = ['written', 'synced', 'closed', 'renamed', 'folder_synced', 'opened'] as const
type ReplaceStep = (typeof REPLACE_STEPS)[number]

/** A file that is only ever appended to, or replaced whole. What `write` was given is safe from a power cut once `sync` has returned. */
export interface JournalFile {
  readonly read: () => Buffer
  readonly write: (bytes: Uint8Array) => void
  readonly sync: () => void
  /** Cuts off what stands after so many bytes. */
  readonly cut: (length: number) => void
  /**
   * Puts these bytes in the place of everything: whenever the process or the power ends meanwhile, the file holds all of the old
   * content or all of the new. The same when it throws, and the file is appended to as before.
   */
  readonly replace: (bytes: Uint8Array) => void
  /** Harmless when closed already. */
  readonly close: () => void
}

/**
 * Opens or makes the file, for its owner's eyes alone. Fails with `store_unreadable` or `disk_full`.
 *
 * @param reached Told at each step of a replacement.
 */
export function openJournalFile(file: string, reached: (step: ReplaceStep) => void = () => {}): Result<JournalFile> {
  try {
    const folder = dirname(file)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    const open = () => openSync(file, 'a+', 0o600)
    let descriptor = open()
    let isOpen = true
    if (fstatSync(descriptor).size === 0) syncFolder(folder)
    return done({
      read: () => readFileSync(file),
      write: (bytes) => writeAll(descriptor, bytes),
      sync: () => fsyncSync(descriptor),
      cut: (length) => ftruncateSync(descriptor, length),
      replace: (bytes) => {
        const beside = `${file}.new`
        writeWhole(beside, bytes, () => reached('written'))
        reached('synced')
        // Windows renames over no file that is open.
        closeSync(descriptor)
        try {
          reached('closed')
          renameSync(beside, file)
          reached('renamed')
          syncFolder(folder)
          reached('folder_synced')
        } finally {
          descriptor = open()
        }
        reached('opened')
      },
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

/** Writes a file anew and syncs it; what a replacement that was broken off has left there is overwritten. */
function writeWhole(file: string, bytes: Uint8Array, onWritten: () => void): void {
  const descriptor = openSync(file, 'w', 0o600)
  try {
    writeAll(descriptor, bytes)
    onWritten()
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let written = 0; written < rest.length; ) written += writeSync(descriptor, rest, written)
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
