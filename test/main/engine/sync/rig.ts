import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, uptime } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createCentralClient } from '../../../../src/main/engine/central/http/client.ts'
import { createTransport } from '../../../../src/main/engine/central/http/transport.ts'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { type CopyStore, openCopyStore } from '../../../../src/main/engine/store/copy-store.ts'
import type { SyncListeners, SyncPorts, SyncStatus } from '../../../../src/main/engine/sync/ports.ts'
import type { LogRecord } from '../../../../src/shared/engine-protocol.ts'
import type { RefundView, Topic } from '../../../../src/shared/model/index.ts'

/** The folder of the migrations of a copy. */
export const MIGRATIONS = join(import.meta.dirname, '../../../../resources/migrations/copy')

/** Makes a temporary folder for one test. */
export function makeFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'once-copy-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The time at which this machine booted, in UTC ms. */
export const bootedAt = (): number => Date.now() - uptime() * 1_000

/** Opens the copies of a folder; throws when that fails. */
export function openCopies(folder: string): CopyStore {
  const copies = openCopyStore({ folder, migrationsFolder: MIGRATIONS, bootedAt: bootedAt() })
  if (!copies.ok) throw new Error(JSON.stringify(copies.failure))
  return copies.value
}

/** The copy that answers; throws when there is none. */
export function currentOf(copies: CopyStore): Copy {
  const copy = copies.current()
  if (copy === null) throw new Error('there is no copy')
  return copy
}

/** The ports of the sync: all real, but without jitter and with pauses of at most 20 ms, so that tests are quick. */
export function portsOf(
  copies: CopyStore,
  url: string,
  log: (record: LogRecord) => void = () => {},
  token = 't',
): SyncPorts {
  const transport = createTransport({ baseUrl: url, fetch: globalThis.fetch })
  if (!transport.ok) throw new Error(transport.failure.kind)
  const access = { userId: 'u1', token }
  const tokens = {
    access: () => access,
    renew: async () => ({ ok: false, failure: { kind: 'signed_out' } }) as const,
    proved: () => {},
    dropped: () => {},
  }
  return {
    copies,
    client: createCentralClient({ transport: transport.value, tokens, clock: Date.now }),
    clock: Date.now,
    random: () => 0,
    stopwatch: () => performance.now(),
    sleep: (ms, signal) => wait(Math.min(ms, 20), undefined, { signal }).catch(() => {}),
    giveWay: () => new Promise((resolve) => setImmediate(resolve)),
    log,
  }
}

/** Listeners that record every call. */
export function recordEvents(): SyncListeners & {
  readonly statuses: SyncStatus[]
  readonly topics: Topic[]
  readonly refunds: RefundView[]
  filled: number
} {
  const recorded = {
    statuses: [] as SyncStatus[],
    topics: [] as Topic[],
    refunds: [] as RefundView[],
    filled: 0,
    onStatus: (status: SyncStatus) => void recorded.statuses.push(status),
    onChanged: (topics: readonly Topic[]) => void recorded.topics.push(...topics),
    onRefunds: (refunds: readonly RefundView[]) => void recorded.refunds.push(...refunds),
    onFilled: () => {
      recorded.filled += 1
    },
  }
  return recorded
}

/** How often `until` looks: for a minute at least, and longer on a slow machine. */
const MOST_LOOKS = 12_000

/** Waits until the condition holds; throws after many looks with what it waited for. */
export async function until(what: string, condition: () => boolean, mostLooks = MOST_LOOKS): Promise<void> {
  for (let looks = 0; !condition(); looks += 1) {
    if (looks > mostLooks) throw new Error(`waited in vain for: ${what}`)
    await wait(5)
  }
}
