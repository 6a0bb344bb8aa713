import type { Connection, Failure, Result } from '../../../shared/model/index.ts'
import { done } from '../../../shared/result.ts'
import { backoffMs } from '../domain/backoff.ts'
import { readSyncState } from '../store/copy/sync-state.ts'
import { isDamage } from '../store/sqlite/failures.ts'
import { writeInOneGo } from '../store/sqlite/open.ts'
import { fetchCompanyFilter } from './entity-filter.ts'
import { fillCopy } from './fill.ts'
import type { SyncListeners, SyncPorts, SyncStatus } from './ports.ts'
import { pullPage } from './pull.ts'
import { FIRST_PAGE, nextPageSize } from './slices.ts'

/** Keeps the copy level with the central service, for as long as the engine lives. */
export interface Sync {
  readonly start: () => void
  /** Somebody signed in, the machine woke up, the network may be back: try at once. */
  readonly wake: () => void
  /** Ends what is under way; what has come stays. */
  readonly stop: () => Promise<void>
  readonly status: () => SyncStatus
  /** Whether the last answer left nothing to fetch. */
  readonly isLevel: () => boolean
}

/** Beyond this many failures in a row the backoff grows no further: 16 s at most, because a desk waits for it. */
const LONGEST_BACKOFF_STEP = 4
const SHORTEST_REST_MS = 200
/** A change has to be on the screen within a second, so an idle poll may come back no sooner than this. */
const SHORTEST_POLL_MS = 500
/** The longest that a timer can wait. Without a session there is nothing to try until somebody signs in, and that wakes us. */
const UNTIL_WOKEN_MS = 2 ** 31 - 1
/** How often to ask for the company's filter while there is none. */
const FILTER_EVERY_MS = 60 * 60 * 1_000

/** What a failure says about the way to the central service; null for one of our own disk. */
function connectionAfter({ kind }: Failure): Connection | null {
  if (kind === 'signed_out') return 'signed_out'
  return kind === 'central_refused' ? 'online' : kind.startsWith('central_') ? 'offline' : null
}

/** A sync that is not yet started. */
export function createSync(ports: SyncPorts, listeners: SyncListeners): Sync {
  const stopping = new AbortController()
  let waking = new AbortController()
  let status: SyncStatus = { connection: 'connecting', fill: null, problem: null }
  let running: Promise<void> | null = null
  let failures = 0
  let pageSize = FIRST_PAGE
  let fillAgain = false
  let filterDueAt = 0
  /** Whether the last answer left nothing to fetch: only then may the next question wait for a change. */
  let level = false

  function tell(change: Partial<SyncStatus>): void {
    status = { ...status, ...change }
    listeners.onStatus(status)
  }

  async function fill(signal: AbortSignal): Promise<Result<null>> {
    const filled = await fillCopy(
      ports,
      (progress) => tell({ connection: 'online', fill: progress, problem: null }),
      signal,
    )
    if (!filled.ok) {
      tell({ fill: null })
      return filled
    }
    fillAgain = false
    level = false
    tell({ connection: 'online', fill: null, problem: null })
    listeners.onFilled()
    listeners.onChanged(['copy', 'status'])
    return done(null)
  }

  async function pull(signal: AbortSignal): Promise<Result<null>> {
    const askedAt = ports.stopwatch()
    const waited = level
    const pulled = await pullPage(ports, { limit: pageSize, waits: waited, signal })
    if (!pulled.ok) return pulled
    if (pulled.value.outcome === 'fill_again') {
      fillAgain = true
      return done(null)
    }
    const { changes, refunds, workMs } = pulled.value
    level = pulled.value.level
    pageSize = nextPageSize(pageSize, changes, workMs)
    tell({ connection: 'online', problem: null })
    if (refunds.length > 0) listeners.onRefunds(refunds)
    if (changes > 0) listeners.onChanged(['copy', 'status'])
    if (level) await askForFilter(signal)
    // A service that does not hold its answer would be asked without a pause.
    const tooSoon = SHORTEST_POLL_MS - (ports.stopwatch() - askedAt)
    if (waited && changes === 0 && tooSoon > 0) await ports.sleep(tooSoon, signal)
    return done(null)
  }

  /** A fill that could not get the company's filter, or one that was damaged, asks for it later. */
  async function askForFilter(signal: AbortSignal): Promise<void> {
    const now = ports.clock()
    if (ports.copies.current()?.entities.coversCompany() !== false || now < filterDueAt) return
    filterDueAt = now + FILTER_EVERY_MS
    const company = await fetchCompanyFilter(ports, signal)
    const copy = ports.copies.current()
    if (!company.ok || copy === null || readSyncState(copy)?.epoch !== company.value.epoch) return
    copy.entities.adopt(company.value.layers)
    writeInOneGo(copy, () => copy.entities.save())
  }

  async function rest(failure: Failure): Promise<void> {
    failures += 1
    level = false
    fillAgain ||= failure.kind === 'copy_damaged' || isDamage(failure)
    tell({ connection: connectionAfter(failure) ?? status.connection, problem: failure })
    ports.log({
      level: 'warn',
      scope: 'sync',
      message: 'Sync has to wait',
      fields: { kind: failure.kind, code: failure.code ?? null, failures },
    })
    const jitter = backoffMs(Math.min(failures, LONGEST_BACKOFF_STEP), ports.random)
    const asked = (failure.retryAt ?? 0) - ports.clock()
    const wait = failure.kind === 'signed_out' ? UNTIL_WOKEN_MS : Math.max(jitter, asked, SHORTEST_REST_MS)
    await ports.sleep(wait, AbortSignal.any([stopping.signal, waking.signal]))
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (waking.signal.aborted) waking = new AbortController()
      const signal = AbortSignal.any([stopping.signal, waking.signal])
      const isFill = fillAgain || ports.copies.current() === null
      const stepped = isFill ? await fill(stopping.signal) : await pull(signal)
      if (stepped.ok) failures = 0
      else if (!signal.aborted) await rest(stepped.failure)
      else level = false
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    wake: () => {
      level = false
      // Somebody may have signed in since: what was said before is not true until it is tried again.
      if (status.connection === 'signed_out') tell({ connection: 'connecting', problem: null })
      waking.abort()
    },
    stop: async () => {
      stopping.abort()
      await running
    },
    status: () => status,
    isLevel: () => level,
  }
}
