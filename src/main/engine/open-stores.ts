import { uptime } from 'node:os'
import { join } from 'node:path'
import type { EngineConfig, Log } from '../../shared/engine-protocol.ts'
import type { Result } from '../../shared/model/index.ts'
import { done } from '../../shared/result.ts'
import type { Reached } from './domain/reached.ts'
import { type CopyStore, openCopyStore } from './store/copy-store.ts'
import type { DeskStore } from './store/desk/desk.ts'
import { openDeskStore } from './store/desk-store.ts'
import { openJournalFile } from './store/journal/journal-file.ts'
import { takeLease } from './store/sqlite/lease.ts'

/** The files of a desk, which this process alone may use. */
export interface OpenedStores {
  readonly desk: DeskStore
  readonly copies: CopyStore
  /** Closes the files, so that another process may open them. */
  readonly close: () => void
}

/**
 * Takes the lease of the store folder and opens its files: all of them, or none stays open. Fails with `store_in_use`,
 * `store_newer`, `store_unreadable`, `disk_full`.
 */
export function openStores(
  config: Pick<EngineConfig, 'storeFolder' | 'journalFile' | 'migrationsFolder'>,
  ports: { clock: () => number; log: Log; reached: Reached },
): Result<OpenedStores> {
  const opened: (() => void)[] = []
  const close = () => {
    for (const closeOne of opened.toReversed()) closeOne()
  }
  const stores = (): Result<OpenedStores> => {
    const lease = takeLease(config.storeFolder)
    if (!lease.ok) return lease
    opened.push(lease.value.release)
    const journalFile = openJournalFile(config.journalFile)
    if (!journalFile.ok) return journalFile
    opened.push(journalFile.value.close)
    const folder = config.storeFolder
    const migrations = (which: string) => join(config.migrationsFolder, which)
    const desk = openDeskStore({
      folder,
      migrationsFolder: migrations('desk'),
      journalFile: journalFile.value,
      clock: ports.clock,
      log: ports.log,
      reached: ports.reached,
    })
    if (!desk.ok) return desk
    opened.push(desk.value.close)
    const copies = openCopyStore({
      folder,
      migrationsFolder: migrations('copy'),
      bootedAt: ports.clock() - uptime() * 1_000,
    })
    if (!copies.ok) return copies
    opened.push(copies.value.close)
    return done({ desk: desk.value, copies: copies.value, close })
  }
  const result = stores()
  if (!result.ok) close()
  return result
}
