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
import { storeFailure } from '../sqlite/failures.ts'

/** The steps of replacing the content of a journal, in order. A process may end after each of them. */
export const REPLACE_STEPS = ['written', 'synced', 'closed', 'renamed', 'folder_synced', 'opened'] as const
type ReplaceStep = (typeof REPLACE_STEPS)[number]

/**
 * A file that is only appended to or replaced as a whole. The bytes of `write` survive a power cut once `sync` has
 * returned. All functions throw the errors of `node:fs`.
 */
export interface JournalFile {
  readonly read: () => Buffer
  readonly write: (bytes: Uint8Array) => void
  readonly sync: () => void
  /** Truncates the file to this length in bytes. */
  readonly cut: (length: number) => void
  /**
   * Replaces the whole content. When the process or the power ends during it, the file holds either all of the old
   * content or all of the new. The same holds when it throws, and `write` still works then.
   */
  readonly replace: (bytes: Uint8Array) => void
  /** A second call does nothing. */
  readonly close: () => void
}

/**
 * Opens or makes the file, readable by its owner only. Fails with `store_unreadable` or `disk_full`.
 *
 * @param reached Called at each step of a replacement.
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
        const newFile = `${file}.new`
        writeWhole(newFile, bytes, () => reached('written'))
        reached('synced')
        // Windows does not rename a file over an open one.
        closeSync(descriptor)
        try {
          reached('closed')
          renameSync(newFile, file)
          reached('renamed')
          syncFolder(folder)
          reached('folder_synced')
        } finally {
          descriptor = open()
        }
        reached('opened')
      },
      close: () => {
        // The system may have given the number of a closed descriptor to another file, so closing it twice is wrong.
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

/** Writes and syncs a new file, over whatever an interrupted replacement has left. */
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

/** Makes the name of a new file survive a power cut. Windows cannot sync a folder and does not need to. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
