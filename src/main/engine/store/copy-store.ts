import { renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import type { Copy } from './copy/copy.ts'
import { copyName, listFiles, removeFiles, syncFolder, syncNow } from './copy/copy-files.ts'
import { readSyncState } from './copy/sync-state.ts'
import { type CopyPlace, createFillingFile, filledAtOf, openCopyFile } from './fill/filling-file.ts'
import { checkFile } from './sqlite/check-file.ts'
import { attempt, isDamage, makePrivateFolder, writeInOneGo } from './sqlite/open.ts'

/** The copies in the store folder: the one that answers, and the one that a fill is writing beside it. */
export interface CopyStore {
  /** The copy that answers; null before the first fill. Never keep it across an `await`: a fill may swap it. */
  readonly current: () => Copy | null
  /** The fill that was begun and has not ended, to be gone on with; null without one. A damaged one is thrown away. */
  readonly openFilling: () => Result<Copy | null>
  /** A new file for a fill of this epoch, without any older fill. */
  readonly startFilling: (epoch: string, expected: number) => Result<Copy>
  /** Throws a fill away. */
  readonly dropFilling: () => void
  /** Makes a whole fill durable and checks it, while the old copy answers. */
  readonly settleFilling: (filling: Copy) => Promise<Result<null>>
  /** Lets a settled fill answer instead of the old copy, whose file goes. */
  readonly swapIn: (filling: Copy) => Result<Copy>
  /**
   * Whether this run has seen that every page of the copy that answers is whole. It answers before, because neither a crash nor
   * a power cut damages it; what leaves this desk waits for it (features/health/copy-proof.ts). True without a copy.
   */
  readonly isProven: () => boolean
  /**
   * Checks the copy that answers while it answers, where that has not been done; asked twice, it is one check. A damaged one is
   * thrown away (`copy_damaged`): there is no copy then, until it is filled again. `store_unreadable` when it could not be looked at.
   */
  readonly prove: () => Promise<Result<null>>
  /** Somebody met a damaged page: the copy has to be proved again, and each index against its table. */
  readonly doubt: () => void
  readonly close: () => void
}

/**
 * Opens the copy that the last run left, however it ended. One that cannot be opened because it is damaged is removed: it can
 * be filled again. One that a later build wrote is refused with `store_newer`. A fill that was whole but not yet swapped in is
 * swapped in now.
 */
export function openCopyStore(place: CopyPlace): Result<CopyStore> {
  const { folder } = place
  const filling = createFillingFile(place)
  let current: Copy | null = null
  let trust: 'unproven' | 'proven' | 'doubted' = 'unproven'
  let proving: Promise<Result<null>> | null = null

  /** Opens the newest copy and removes the others: what a crash between two steps has left, and what is damaged. */
  function openNewest(): Result<Copy | null> {
    let newest: { copy: Copy; filledAt: number } | null = null
    for (const name of listFiles(folder, 'copy')) {
      const copy = openCopyFile(place, name)
      if (!copy.ok) {
        if (!isDamage(copy.failure)) return copy
        removeFiles(folder, name)
        continue
      }
      const filledAt = filledAtOf(copy.value)
      if (filledAt === null || filledAt < (newest?.filledAt ?? 0)) {
        copy.value.close()
        removeFiles(folder, name)
        continue
      }
      newest?.copy.close()
      if (newest !== null) removeFiles(folder, basename(newest.copy.file))
      newest = { copy: copy.value, filledAt }
    }
    return done(newest?.copy ?? null)
  }

  function swapIn(whole: Copy): Result<Copy> {
    const name = copyName(readSyncState(whole)?.epoch ?? '')
    const from = whole.file
    const old = current?.file
    filling.forget()
    const renamed = attempt(() => {
      whole.close()
      // A refill of the same epoch takes the old one's name. No answer is given meanwhile: all of this is one step.
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

  /** A fill that was whole when the engine ended, perhaps before it was settled: it is made durable now, and proved later. */
  function swapInLeft(whole: Copy): Result<null> {
    const synced = attempt(() => {
      whole.sqlite.pragma('wal_checkpoint(TRUNCATE)')
      syncNow(whole.file)
    })
    const swapped = synced.ok ? swapIn(whole) : synced
    trust = 'unproven'
    return swapped.ok || swapped.failure.kind === 'store_unreadable' ? done(null) : swapped
  }

  async function proveCurrent(): Promise<Result<null>> {
    const looked = current
    if (looked === null || trust === 'proven') return done(null)
    const depth = trust === 'doubted' ? 'integrity_check' : 'quick_check'
    const checked = await checkFile(looked.file, depth)
    // Another copy answers by now, or somebody has met what this check does not look at.
    if (looked !== current || (checked.ok && trust === 'doubted' && depth === 'quick_check')) return proveCurrent()
    if (checked.ok) {
      trust = 'proven'
      // What the last run did not save, because it was killed: only the entities of one run are ever read again.
      writeInOneGo(looked, () => looked.entities.saveIfGrown())
    }
    if (checked.ok || !isDamage(checked.failure)) return checked
    looked.close()
    current = null
    removeFiles(folder, basename(looked.file))
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
  const left = filling.openWhole()
  if (!left.ok) return left
  const swapped = left.value === null ? done(null) : swapInLeft(left.value)
  if (!swapped.ok) return swapped
  if (current === null) {
    const kept = openNewest()
    if (!kept.ok) return kept
    current = kept.value
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
