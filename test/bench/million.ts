import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSyncState } from '../../src/main/engine/store/copy/sync-state.ts'
import type { CopyStore } from '../../src/main/engine/store/copy-store.ts'
import { fillCopy } from '../../src/main/engine/sync/fill.ts'
import type { WireChange } from '../main/engine/sync/feed-server.ts'
import { currentOf, MIGRATIONS, openCopies, portsOf } from '../main/engine/sync/rig.ts'
import { clientOf, linesOf } from './feed-file.ts'

/** A feed to fill a store from, and what it is called: another name is another store. */
export interface BenchFeed {
  /** Letters, digits and dashes; names everything that the feed depends on, so that what is kept under it is that feed. */
  readonly name: string
  readonly changes: () => Iterable<WireChange>
}

/**
 * A copy filled from this feed by the fill itself (parsed, stored, judged), so that it is the one a desk would have. It
 * is made once and kept under the system's folder for temporary files: a store of a million bookings takes minutes.
 * Close it after use.
 *
 * @param isNew Called before a store is made, with where it will lie.
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

/** What the kept stores depend on beside their feed: another schema, another store. */
const schemaMark = (): string => String(readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length)

async function fill(copies: CopyStore, feed: BenchFeed): Promise<void> {
  // The fill asks nobody: the address is never used.
  const ports = { ...portsOf(copies, 'http://127.0.0.1:9'), client: clientOf(linesOf(feed)) }
  const filled = await fillCopy(ports, () => {}, new AbortController().signal)
  if (!filled.ok) throw new Error(`${filled.failure.kind} ${filled.failure.code ?? ''}`)
  if (readSyncState(currentOf(copies))?.quarantined !== 0) throw new Error('the feed holds what cannot be read')
}
