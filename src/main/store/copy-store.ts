import { renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Result } from '../../preload/model.ts'
import { done } from '../domain/result.ts'
import { checkFile, syncFile } from './check-file.ts'
import type { Copy } from './copy.ts'
import { copyName, isNotedSound, listFiles, noteSound, removeFiles, syncFolder } from './copy-files.ts'
import { openEntityIndex } from './entity-index.ts'
import { type Durability, isDamage, makePrivateFolder, openDatabase, storeFailure, writeInOneGo } from './open.ts'
import { readSyncState } from './sync-state.ts'

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
   * Checks the copy that answers while it answers, where its opening took the last run's word for it. A damaged one is
   * thrown away (`store_unreadable`): there is no copy then, until it is filled again.
   */
  readonly prove: () => Promise<Result<null>>
  readonly close: () => void
}

/**
 * Opens the copy that the last run left. A damaged one is removed, because it can be filled again; one that a later
 * build wrote is refused with `store_newer`. A fill that was whole but not yet swapped in is swapped in now.
 */
export function openCopyStore(options: { folder: string; migrationsFolder: string }): Result<CopyStore> {
  const { folder, migrationsFolder } = options
  let current: Copy | null = null
  let filling: Copy | null = null
  /** Whether this run has seen that the copy is whole; the next one takes its word for it. */
  let isProven = false

  function openCopy(
    name: string,
    {
      durability = 'full',
      isChecked = false,
      expected = 0,
    }: { durability?: Durability; isChecked?: boolean; expected?: number } = {},
  ): Result<Copy> {
    const store = openDatabase({ file: join(folder, name), migrationsFolder, durability, isChecked })
    if (!store.ok) return store
    return done({ ...store.value, entities: openEntityIndex(store.value, expected) })
  }

  async function settleFilling(whole: Copy): Promise<Result<null>> {
    whole.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    const synced = await syncFile(whole.file)
    return synced.ok ? checkFile(whole.file) : synced
  }

  /** Opens the newest whole copy and removes the others: what a crash between two steps has left, and what is damaged. */
  function openNewest(): Result<Copy | null> {
    let newest: { copy: Copy; filledAt: number; isNoted: boolean } | null = null
    for (const name of listFiles(folder, 'copy')) {
      const isNoted = isNotedSound(folder, name)
      const copy = openCopy(name, { isChecked: isNoted })
      if (!copy.ok) {
        if (!isDamage(copy.failure)) return copy
        removeFiles(folder, name)
        continue
      }
      const filledAt = readSyncState(copy.value)?.filledAt ?? null
      if (filledAt === null || filledAt < (newest?.filledAt ?? 0)) {
        copy.value.close()
        removeFiles(folder, name)
        continue
      }
      newest?.copy.close()
      if (newest !== null) removeFiles(folder, basename(newest.copy.file))
      newest = { copy: copy.value, filledAt, isNoted }
    }
    isProven = newest !== null && !newest.isNoted
    return done(newest?.copy ?? null)
  }

  function swapIn(whole: Copy): Result<Copy> {
    const name = copyName(readSyncState(whole)?.epoch ?? '')
    const from = whole.file
    const old = current?.file
    filling = null
    try {
      whole.close()
      // A refill of the same epoch takes the old one's name. No answer is given meanwhile: all of this is one step.
      if (old === join(folder, name)) {
        current?.close()
        current = null
        removeFiles(folder, name)
      }
      renameSync(from, join(folder, name))
      syncFolder(folder)
    } catch (error) {
      const failure = storeFailure(error)
      if (failure === null) throw error
      return { ok: false, failure }
    }
    const copy = openCopy(name, { isChecked: true })
    if (!copy.ok) return copy
    current?.close()
    current = copy.value
    isProven = true
    for (const other of listFiles(folder, 'copy')) if (other !== name) removeFiles(folder, other)
    return copy
  }

  async function prove(): Promise<Result<null>> {
    const looked = current
    if (looked === null || isProven) return done(null)
    const checked = await checkFile(looked.file)
    if (looked !== current) return done(null)
    isProven = checked.ok
    if (!checked.ok && isDamage(checked.failure)) {
      looked.close()
      current = null
      removeFiles(folder, basename(looked.file))
    }
    return checked
  }

  function close(): void {
    if (current !== null) {
      const whole = current
      writeInOneGo(whole, () => whole.entities.saveIfGrown())
      whole.close()
      if (isProven) noteSound(folder, basename(whole.file))
    }
    filling?.close()
    current = null
    filling = null
  }

  function dropFilling(): void {
    filling?.close()
    filling = null
    for (const name of listFiles(folder, 'filling')) removeFiles(folder, name)
  }

  function openFilling(): Result<Copy | null> {
    if (filling !== null) return done(filling)
    const [name] = listFiles(folder, 'filling')
    if (name === undefined) return done(null)
    const left = openCopy(name, { durability: 'filling' })
    if (!left.ok && left.failure.kind === 'disk_full') return left
    if (left.ok && readSyncState(left.value) !== null) {
      filling = left.value
    } else {
      if (left.ok) left.value.close()
      dropFilling()
    }
    return done(filling)
  }

  function startFilling(epoch: string, expected: number): Result<Copy> {
    dropFilling()
    const started = openCopy(copyName(epoch, 'filling'), { durability: 'filling', expected })
    if (started.ok) filling = started.value
    return started
  }

  const made = makePrivateFolder(folder)
  if (!made.ok) return made
  const left = openFilling()
  if (!left.ok) return left
  if (left.value !== null && readSyncState(left.value)?.filledAt != null) {
    const swapped = swapIn(left.value)
    if (!swapped.ok && swapped.failure.kind !== 'store_unreadable') return swapped
  }
  if (current === null) {
    const kept = openNewest()
    if (!kept.ok) return kept
    current = kept.value
  }

  return done({
    current: () => current,
    openFilling,
    startFilling,
    dropFilling,
    settleFilling,
    swapIn,
    prove,
    close,
  })
}
