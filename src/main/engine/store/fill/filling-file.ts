import { join } from 'node:path'
import type { Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import type { Copy } from '../copy/copy.ts'
import { copyName, isOfThisBoot, listFiles, noteBoot, removeFiles } from '../copy/copy-files.ts'
import { openEntityIndex } from '../copy/derived/entity-index.ts'
import { readSyncState } from '../copy/sync-state.ts'
import { checkFile, syncFile } from '../sqlite/check-file.ts'
import { attempt, type Durability, openDatabase, type Store } from '../sqlite/open.ts'

/** Where the copies lie. */
export interface CopyPlace {
  readonly folder: string
  readonly migrationsFolder: string
  /** Since when the machine runs, UTC ms: a fill that began before has been through a power cut, and is thrown away. */
  readonly bootedAt: number
}

/** The fill that is being written into a file beside the copy that answers. */
export interface FillingFile {
  /** The fill that was begun and has not ended, to be gone on with; null without one. A damaged one is thrown away. */
  readonly open: () => Result<Copy | null>
  /** The one that the last run has left whole, but not yet settled or swapped in; null without one. */
  readonly openWhole: () => Result<Copy | null>
  /** A new file for a fill of this epoch, without any older fill. */
  readonly start: (epoch: string, expected: number) => Result<Copy>
  /** Throws a fill away. */
  readonly drop: () => void
  /** Makes a whole fill durable and checks it, while the old copy answers. */
  readonly settle: (filling: Copy) => Promise<Result<null>>
  /** It has another name by now: nothing is left to close or to drop. */
  readonly forget: () => void
  readonly close: () => void
}

/** Opens a file with its filter, without a look at all its pages: a copy is proved while it answers, a fill when it is whole. */
export function openCopyFile(
  place: CopyPlace,
  name: string,
  { durability = 'full', expected = 0 }: { durability?: Durability; expected?: number } = {},
): Result<Copy> {
  const store = openUnchecked(place, name, durability)
  if (!store.ok) return store
  const copy = attempt(() => ({ ...store.value, entities: openEntityIndex(store.value, expected) }))
  if (!copy.ok) store.value.close()
  return copy
}

const openUnchecked = ({ folder, migrationsFolder }: CopyPlace, name: string, durability: Durability): Result<Store> =>
  openDatabase({ file: join(folder, name), migrationsFolder, durability, isChecked: true })

/** When the fill of a copy ended, UTC ms; null where it did not, or the file is too damaged to say so. */
export function filledAtOf(store: Store): number | null {
  const state = attempt(() => readSyncState(store))
  return state.ok ? (state.value?.filledAt ?? null) : null
}

/** The fill in this folder, not yet opened. */
export function createFillingFile(place: CopyPlace): FillingFile {
  const { folder, bootedAt } = place
  let filling: Copy | null = null

  function drop(): void {
    filling?.close()
    filling = null
    for (const name of listFiles(folder, 'filling')) removeFiles(folder, name)
  }

  /** The name of the file that may be gone on with. */
  function findLeft(): string | null {
    const [name] = listFiles(folder, 'filling')
    if (name === undefined || isOfThisBoot(folder, name, bootedAt)) return name ?? null
    drop()
    return null
  }

  function open(): Result<Copy | null> {
    if (filling !== null) return done(filling)
    const name = findLeft()
    if (name === null) return done(null)
    const left = openCopyFile(place, name, { durability: 'filling' })
    if (!left.ok && left.failure.kind === 'disk_full') return left
    const state = left.ok ? attempt(() => readSyncState(left.value)) : left
    if (left.ok && state.ok && state.value !== null) {
      filling = left.value
    } else {
      if (left.ok) left.value.close()
      drop()
    }
    return done(filling)
  }

  /** A fill that is not whole is left alone: the filter of half a million entities is not what a start waits for. */
  function openWhole(): Result<Copy | null> {
    const name = findLeft()
    const left = name === null ? null : openUnchecked(place, name, 'filling')
    const isWhole = left?.ok === true && filledAtOf(left.value) !== null
    if (left?.ok) left.value.close()
    return isWhole ? open() : done(null)
  }

  function start(epoch: string, expected: number): Result<Copy> {
    drop()
    const name = copyName(epoch, 'filling')
    const noted = attempt(() => noteBoot(folder, name, bootedAt))
    if (!noted.ok) return noted
    const started = openCopyFile(place, name, { durability: 'filling', expected })
    if (started.ok) filling = started.value
    return started
  }

  async function settle(whole: Copy): Promise<Result<null>> {
    whole.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    const synced = await syncFile(whole.file)
    return synced.ok ? checkFile(whole.file) : synced
  }

  return {
    open,
    openWhole,
    start,
    drop,
    settle,
    forget: () => {
      filling = null
    },
    close: () => {
      filling?.close()
      filling = null
    },
  }
}
