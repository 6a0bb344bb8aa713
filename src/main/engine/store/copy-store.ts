import { renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import type { Copy } from './copy/copy.ts'
import { copyName, listFiles, removeFiles, syncFolder, syncNow } from './copy/copy-files.ts'
import { readSyncState } from './copy/sync-state.ts'
import { type CopyPlace, createFillingFile, openCopyFile } from './fill/filling-file.ts'
import { openNewestCopy } from './newest-copy.ts'
import { checkFile } from './sqlite/check-file.ts'
import { attempt, isDamage } from './sqlite/failures.ts'
import { makePrivateFolder, writeInOneGo } from './sqlite/open.ts'

/**
 * The copies in the store folder: the current copy, which answers all questions, and the copy that a fill writes beside
 * it.
 */
export interface CopyStore {
  /** The current copy; null before the first fill. Never keep it across an `await`: a fill may replace it. */
  readonly current: () => Copy | null
  /** Opens the fill that began and has not ended; null without such a fill. Removes a damaged fill. */
  readonly openFilling: () => Result<Copy | null>
  /**
   * Makes a new file for a fill of this epoch and removes every older fill. `expected` is the number of entities in the
   * snapshot.
   */
  readonly startFilling: (epoch: string, expected: number) => Result<Copy>
  /** Removes the files of the fill. */
  readonly dropFilling: () => void
  /** Syncs and checks a whole fill while the current copy goes on answering. */
  readonly settleFilling: (filling: Copy) => Promise<Result<null>>
  /** Makes a settled fill the current copy and removes the file of the old copy. */
  readonly swapIn: (filling: Copy) => Result<Copy>
  /**
   * Whether this run has checked every page of the current copy; true without a copy. The copy answers before that,
   * because neither a crash nor a power cut damages it. Whatever leaves this desk waits for the check
   * (features/health/copy-proof.ts).
   */
  readonly isProven: () => boolean
  /**
   * Checks the current copy in the background, unless this run has already done so. Two calls at the same time share
   * one check. Fails with `copy_damaged` and removes the copy when it is damaged: there is no copy then, until the next
   * fill. Fails with `store_unreadable` when the check could not run.
   */
  readonly prove: () => Promise<Result<null>>
  /**
   * Call this after a read has met a damaged page: the next `prove` checks all pages again, and each index against its
   * table.
   */
  readonly doubt: () => void
  readonly close: () => void
}

/**
 * Opens the copy that the last run left, even after a crash. Removes a copy that is too damaged to open, because it can
 * be filled again. Swaps in a fill that was whole but not yet swapped in. Fails with `store_newer` when a later build
 * wrote the copy, with `store_unreadable` and with `disk_full`.
 */
export function openCopyStore(place: CopyPlace): Result<CopyStore> {
  const { folder } = place
  const filling = createFillingFile(place)
  let current: Copy | null = null
  let trust: 'unproven' | 'proven' | 'doubted' = 'unproven'
  let proving: Promise<Result<null>> | null = null

  function swapIn(whole: Copy): Result<Copy> {
    const name = copyName(readSyncState(whole)?.epoch ?? '')
    const from = whole.file
    const old = current?.file
    filling.forget()
    const renamed = attempt(() => {
      whole.close()
      // A new fill of the same epoch gets the name of the old copy. No question comes in between, because all of this
      // is synchronous.
      if (old === join(folder, name)) {
        current?.close()
        current = null
        removeFiles(folder, name)
      }
      renameSync(from, join(folder, name))
      syncFolder(folder)
      removeFiles(folder, basename(from))
    })
    if (!renamed.ok) return renamed
    const copy = openCopyFile(place, name)
    if (!copy.ok) return copy
    current?.close()
    current = copy.value
    trust = 'proven'
    for (const other of listFiles(folder, 'copy')) if (other !== name) removeFiles(folder, other)
    return copy
  }

  /**
   * Swaps in a fill that was whole when the engine ended, perhaps before it was settled: syncs it now and leaves the
   * check for later.
   */
  function swapInFinished(whole: Copy): Result<null> {
    const synced = attempt(() => {
      whole.sqlite.pragma('wal_checkpoint(TRUNCATE)')
      syncNow(whole.file)
    })
    const swapped = synced.ok ? swapIn(whole) : synced
    trust = 'unproven'
    return swapped.ok || swapped.failure.kind === 'store_unreadable' ? done(null) : swapped
  }

  async function proveCurrent(): Promise<Result<null>> {
    const copy = current
    if (copy === null || trust === 'proven') return done(null)
    const depth = trust === 'doubted' ? 'integrity_check' : 'quick_check'
    const checked = await checkFile(copy.file, depth)
    // The current copy has changed meanwhile, or somebody has asked for a deeper check than this one.
    if (copy !== current || (checked.ok && trust === 'doubted' && depth === 'quick_check')) return proveCurrent()
    if (checked.ok) {
      trust = 'proven'
      // A run that was killed has not saved its new entities. Saving them now spares the next start from reading them
      // again.
      writeInOneGo(copy, () => copy.entities.saveIfGrown())
    }
    if (checked.ok || !isDamage(checked.failure)) return checked
    copy.close()
    current = null
    removeFiles(folder, basename(copy.file))
    return failed('copy_damaged')
  }

  function prove(): Promise<Result<null>> {
    proving ??= proveCurrent().finally(() => {
      proving = null
    })
    return proving
  }

  function close(): void {
    if (current !== null) {
      const { entities } = current
      writeInOneGo(current, () => entities.saveIfGrown())
      current.close()
    }
    current = null
    filling.close()
  }

  const made = makePrivateFolder(folder)
  if (!made.ok) return made
  const finished = filling.openWhole()
  if (!finished.ok) return finished
  const swapped = finished.value === null ? done(null) : swapInFinished(finished.value)
  if (!swapped.ok) return swapped
  if (current === null) {
    const newest = openNewestCopy(place)
    if (!newest.ok) return newest
    current = newest.value
  }

  return done({
    current: () => current,
    openFilling: filling.open,
    startFilling: filling.start,
    dropFilling: filling.drop,
    settleFilling: filling.settle,
    swapIn,
    isProven: () => current === null || trust === 'proven',
    prove,
    doubt: () => {
      trust = 'doubted'
    },
    close,
  })
}
