import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSyncState } from '../../src/main/engine/store/copy/sync-state.ts'
import type { CopyStore } from '../../src/main/engine/store/copy-store.ts'
import { fillCopy } from '../../src/main/engine/sync/fill.ts'
import type { WireChange } from '../main/engine/sync/feed-server.ts'
import { currentOf, MIGRATIONS, openCopies, portsOf } from '../main/engine/sync/rig.ts'
import { clientOf, linesOf } from './feed-file.ts'

/** A feed that fills a store, and its name. Another name means another store. */
export interface BenchFeed {
  /**
   * Letters, digits and dashes. The name must contain everything that the feed depends on, because the kept store has
   * this name.
   */
  readonly name: string
  readonly changes: () => Iterable<WireChange>
}

/**
 * Opens a copy that the fill itself made from this feed (parsed, stored and judged), so that it is the copy that a desk
 * would have. The bench creates the copy once and keeps it under the system's folder for temporary files, because a
 * store of a million bookings takes minutes. Close it after use.
 *
 * @param isNew Called before a store is created, with its folder.
 */
export async function openBenchStore(feed: BenchFeed, isNew: (folder: string) => void = () => {}): Promise<CopyStore> {
  const folder = join(tmpdir(), 'once-bench-stores', `${feed.name}-${schemaMark()}`)
  mkdirSync(folder, { recursive: true })
  const copies = openCopies(folder)
  if (copies.current() !== null) return copies
  copies.close()
  rmSync(folder, { recursive: true, force: true })
  isNew(folder)
  const filling = openCopies(folder)
  await fill(filling, feed)
  return filling
}

/** Counts the migrations. A kept store depends on its feed and on the schema. */
const schemaMark = (): string => String(readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length)

async function fill(copies: CopyStore, feed: BenchFeed): Promise<void> {
  // The fill sends no request, so it never uses the address.
  const ports = { ...portsOf(copies, 'http://127.0.0.1:9'), client: clientOf(linesOf(feed)) }
  const filled = await fillCopy(ports, () => {}, new AbortController().signal)
  if (!filled.ok) throw new Error(`${filled.failure.kind} ${filled.failure.code ?? ''}`)
  if (readSyncState(currentOf(copies))?.quarantined !== 0)
    throw new Error('the feed holds items that the desk cannot read')
}
