import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Result } from '../../preload/model.ts'
import { done } from '../domain/result.ts'
import { checkFile, syncFile } from './check-file.ts'
import type { Copy } from './copy.ts'
import { openEntityIndex } from './entity-index.ts'
import { type Durability, isDamage, openDatabase, storeFailure } from './open.ts'
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
  readonly close: () => void
}

const COPY = /^copy-.+\.db$/
const FILLING = /^filling-.+\.db$/

/**
 * Opens the copy that the last run left. A damaged one is removed, because it can be filled again; one that a later
 * build wrote is refused with `store_newer`. A fill that was whole but not yet swapped in is swapped in now.
 */
export function openCopyStore(options: { folder: string; migrationsFolder: string }): Result<CopyStore> {
  const { folder, migrationsFolder } = options
  let current: Copy | null = null
  let filling: Copy | null = null

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

  function listFiles(pattern: RegExp): string[] {
    return readdirSync(folder).filter((name) => pattern.test(name))
  }

  /** Opens the newest whole copy and removes the others: what a crash between two steps has left, and what is damaged. */
  function openNewest(): Result<Copy | null> {
    let newest: { copy: Copy; filledAt: number } | null = null
    for (const name of listFiles(COPY)) {
      const copy = openCopy(name)
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
      newest = { copy: copy.value, filledAt }
    }
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
    for (const other of listFiles(COPY)) if (other !== name) removeFiles(folder, other)
    return copy
  }

  function dropFilling(): void {
    filling?.close()
    filling = null
    for (const name of listFiles(FILLING)) removeFiles(folder, name)
  }

  function openFilling(): Result<Copy | null> {
    if (filling !== null) return done(filling)
    const [name] = listFiles(FILLING)
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
    const started = openCopy(copyName(epoch).replace('copy-', 'filling-'), { durability: 'filling', expected })
    if (started.ok) filling = started.value
    return started
  }

  mkdirSync(folder, { recursive: true, mode: 0o700 })
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
    close: () => {
      current?.close()
      filling?.close()
      current = null
      filling = null
    },
  })
}

/** `copy-<epoch>.db`; an epoch that is no plain word goes in by its hash, so that it can name no other place. */
function copyName(epoch: string): string {
  const plain = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(epoch)
  return `copy-${plain ? epoch : createHash('sha256').update(epoch).digest('hex').slice(0, 32)}.db`
}

function removeFiles(folder: string, name: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true })
}

/** A renamed file keeps its new name through a power cut only after this. Windows cannot sync a folder, and need not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
