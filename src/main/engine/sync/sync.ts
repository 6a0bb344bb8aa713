import type { Connection, Failure, Result } from '../../../shared/model/index.ts'
import { done } from '../../../shared/result.ts'
import { askForCompanyFilter } from '../central/endpoints/entity-filter.ts'
import { backoffMs } from '../domain/backoff.ts'
import { readSyncState } from '../store/copy/sync-state.ts'
import { isDamage } from '../store/sqlite/failures.ts'
import { writeInOneGo } from '../store/sqlite/open.ts'
import { fillCopy } from './fill.ts'
import type { SyncListeners, SyncPorts, SyncStatus } from './ports.ts'
import { pullPage } from './pull.ts'
import { FIRST_PAGE, nextPageSize } from './slices.ts'

/** Keeps the copy level with the central service, for as long as the engine lives. */
export interface Sync {
  readonly start: () => void
  /** Somebody signed in, the machine woke up, or the network may be back: the sync tries at once. */
  readonly wake: () => void
  /** Ends the request under way; everything stored stays. */
  readonly stop: () => Promise<void>
  readonly status: () => SyncStatus
  /**
   * Whether the copy is level with the central service: the last answer left nothing to fetch, at most a minute ago, and the copy
   * is proved.
   */
  readonly isLevel: () => boolean
}

/** After so many failures in a row the backoff grows no further. It is 16 s at most, because people wait for the sync. */
const LONGEST_BACKOFF_STEP = 4
const SHORTEST_REST_MS = 200
/** After a poll that found nothing the next one comes no sooner than this, which still brings a change to the screen within a second. */
const SHORTEST_POLL_MS = 500
/** The longest that a timer can wait. Without a session the sync waits until somebody signs in, which wakes it. */
const UNTIL_WOKEN_MS = 2 ** 31 - 1
/** How long a level copy counts as level: longer than a long poll and its answer. A desk that slept does not notice at once. */
const LEVEL_FOR_MS = 60_000
/** How often to ask for the company's filter while there is none. */
const FILTER_EVERY_MS = 60 * 60 * 1_000

/** What a failure says about the connection to the central service; null when it says nothing, such as a full disk. */
function connectionAfter({ kind }: Failure): Connection | null {
  if (kind === 'signed_out') return 'signed_out'
  return kind === 'central_refused' ? 'online' : kind.startsWith('central_') ? 'offline' : null
}

/** Builds the sync; it does nothing before `start`. */
export function createSync(ports: SyncPorts, listeners: SyncListeners): Sync {
  const stopping = new AbortController()
  let waking = new AbortController()
  let status: SyncStatus = { connection: 'connecting', fill: null, problem: null }
  let running: Promise<void> | null = null
  let failures = 0
  let pageSize = FIRST_PAGE
  let fillAgain = false
  let filterDueAt = 0
  /** Whether the last answer left nothing to fetch; only then the next question waits for a change. */
  let level = false

  function report(change: Partial<SyncStatus>): void {
    status = { ...status, ...change }
    listeners.onStatus(status)
  }

  async function fill(signal: AbortSignal): Promise<Result<null>> {
    const filled = await fillCopy(
      ports,
      (progress) => report({ connection: 'online', fill: progress, problem: null }),
      signal,
    )
    if (!filled.ok) {
      report({ fill: null })
      return filled
    }
    fillAgain = false
    level = false
    report({ connection: 'online', fill: null, problem: null })
    listeners.onFilled()
    listeners.onChanged(['copy', 'status'])
    return done(null)
  }

  async function pull(signal: AbortSignal): Promise<Result<null>> {
    const askedAt = ports.stopwatch()
    const isLongPoll = level
    const pulled = await pullPage(ports, { limit: pageSize, waits: isLongPoll, signal })
    if (!pulled.ok) return pulled
    if (pulled.value.outcome === 'fill_again') {
      fillAgain = true
      return done(null)
    }
    const { changes, refunds, workMs } = pulled.value
    level = pulled.value.level
    pageSize = nextPageSize(pageSize, changes, workMs)
    report({ connection: 'online', problem: null })
    if (refunds.length > 0) listeners.onRefunds(refunds)
    if (changes > 0) listeners.onChanged(['copy', 'status'])
    if (level) await askForFilter(signal)
    // When the central service does not hold its answer, the sync must not ask without a pause.
    const tooSoon = SHORTEST_POLL_MS - (ports.stopwatch() - askedAt)
    if (isLongPoll && changes === 0 && tooSoon > 0) await ports.sleep(tooSoon, signal)
    return done(null)
  }

  /** Asks for the company's filter, where the fill could not get it or the stored one was damaged. */
  async function askForFilter(signal: AbortSignal): Promise<void> {
    const now = ports.clock()
    if (ports.copies.current()?.entities.coversCompany() !== false || now < filterDueAt) return
    filterDueAt = now + FILTER_EVERY_MS
    const company = await askForCompanyFilter(ports.client, signal)
    const copy = ports.copies.current()
    if (!company.ok || copy === null || readSyncState(copy)?.epoch !== company.value.epoch) return
    copy.entities.adopt(company.value.layers)
    writeInOneGo(copy, () => copy.entities.save())
  }

  async function rest(failure: Failure): Promise<void> {
    failures += 1
    level = false
    fillAgain ||= failure.kind === 'copy_damaged' || isDamage(failure)
    report({ connection: connectionAfter(failure) ?? status.connection, problem: failure })
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
      // Somebody may have signed in since, so the old state is not shown until the sync has tried again.
      if (status.connection === 'signed_out') report({ connection: 'connecting', problem: null })
      waking.abort()
    },
    stop: async () => {
      stopping.abort()
      await running
    },
    status: () => status,
    isLevel: () => {
      const copy = ports.copies.current()
      const syncedAt = copy === null ? null : (readSyncState(copy)?.syncedAt ?? null)
      const isRecent = syncedAt !== null && Math.abs(ports.clock() - syncedAt) <= LEVEL_FOR_MS
      return level && isRecent && ports.copies.isProven()
    },
  }
}
