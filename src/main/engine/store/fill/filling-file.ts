import { join } from 'node:path'
import type { Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import type { Copy } from '../copy/copy.ts'
import { copyName, isOfThisBoot, listFiles, noteBoot, removeFiles } from '../copy/copy-files.ts'
import { openEntityIndex } from '../copy/derived/entity-index.ts'
import { readSyncState } from '../copy/sync-state.ts'
import { checkFile, syncFile } from '../sqlite/check-file.ts'
import { attempt } from '../sqlite/failures.ts'
import { type Durability, openDatabase, type Store } from '../sqlite/open.ts'

/** Where the copies are, and what opens them. */
export interface CopyPlace {
  readonly folder: string
  readonly migrationsFolder: string
  /** When this machine started, UTC ms. A fill that began before that has been through a power cut, and is removed. */
  readonly bootedAt: number
}

/** The file of a fill, beside the current copy. */
export interface FillingFile {
  /** Opens the fill that began and has not ended; null without such a fill. Removes a damaged fill. */
  readonly open: () => Result<Copy | null>
  /** Opens a fill that the last run left whole, but had not yet settled or swapped in; null without such a fill. */
  readonly openWhole: () => Result<Copy | null>
  /**
   * Makes a new file for a fill of this epoch and removes every older fill. `expected` is the number of entities in the
   * snapshot.
   */
  readonly start: (epoch: string, expected: number) => Result<Copy>
  /** Removes the files of the fill. */
  readonly drop: () => void
  /** Syncs and checks a whole fill while the current copy goes on answering. */
  readonly settle: (filling: Copy) => Promise<Result<null>>
  /** Forgets the fill after its file got the name of a copy: nothing is left to close or to remove. */
  readonly forget: () => void
  readonly close: () => void
}

/**
 * Opens a file with its EntityFilter, without reading all its pages: a copy is checked while it answers, a fill when it
 * is whole. Fails as `openDatabase` does.
 */
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

/** When the fill of a copy ended, UTC ms; null when it has not ended, or when the file is too damaged to read it. */
export function filledAtOf(store: Store): number | null {
  const state = attempt(() => readSyncState(store))
  return state.ok ? (state.value?.filledAt ?? null) : null
}

/** Makes a `FillingFile` for this folder and opens no file yet. */
export function createFillingFile(place: CopyPlace): FillingFile {
  const { folder, bootedAt } = place
  let filling: Copy | null = null

  function drop(): void {
    filling?.close()
    filling = null
    for (const name of listFiles(folder, 'filling')) removeFiles(folder, name)
  }

  /** The name of the fill that may go on; null without one. Removes a fill from before the machine started. */
  function findResumable(): string | null {
    const [name] = listFiles(folder, 'filling')
    if (name === undefined || isOfThisBoot(folder, name, bootedAt)) return name ?? null
    drop()
    return null
  }

  function open(): Result<Copy | null> {
    if (filling !== null) return done(filling)
    const name = findResumable()
    if (name === null) return done(null)
    const opened = openCopyFile(place, name, { durability: 'filling' })
    if (!opened.ok && opened.failure.kind === 'disk_full') return opened
    const state = opened.ok ? attempt(() => readSyncState(opened.value)) : opened
    if (opened.ok && state.ok && state.value !== null) {
      filling = opened.value
    } else {
      if (opened.ok) opened.value.close()
      drop()
    }
    return done(filling)
  }

  /**
   * Does not open a fill that is not whole: building its EntityFilter over half a million entities would delay the
   * start.
   */
  function openWhole(): Result<Copy | null> {
    const name = findResumable()
    const store = name === null ? null : openUnchecked(place, name, 'filling')
    const isWhole = store?.ok === true && filledAtOf(store.value) !== null
    if (store?.ok) store.value.close()
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
