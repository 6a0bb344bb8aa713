import { Worker } from 'node:worker_threads'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { Store } from '../sqlite/open.ts'
import type { LateIndexBuild, LateIndexReport } from './late-indexes-worker.ts'
import { putOffUpkeep } from './late-upkeep.ts'

/** The indexes that finding the charges of a departure needs. They are built first, so that judging can begin. */
const FOR_JUDGING = ['booking_flight', 'charge_booking']

/**
 * The indexes that no query of a loading fill uses. Building them at the end, from all rows at once, costs a fraction
 * of updating them row by row. The indexes that find the earlier version of a row stay.
 */
const LATE_INDEXES = [
  ...FOR_JUDGING,
  'entity_entity_hash_unique',
  'booking_entity',
  'booking_customer',
  'booking_reference',
  'booking_last4',
  'booking_departure',
  'booking_phone',
  'customer_mailbox',
  'name_posting_customer',
]

/**
 * Drops the late indexes of a new file and stores their definitions in it for the end of the fill. The caller opens the
 * transaction.
 */
export function putOffIndexes(store: Store): void {
  const { sqlite } = store
  sqlite.exec('CREATE TABLE late_index (name TEXT NOT NULL, sql TEXT NOT NULL) STRICT')
  sqlite.prepare(STORE_DEFINITIONS).run(JSON.stringify(LATE_INDEXES))
  for (const name of LATE_INDEXES) sqlite.exec(`DROP INDEX ${name}`)
  putOffUpkeep(store)
}

const STORE_DEFINITIONS = `
  INSERT INTO late_index SELECT name, sql FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))`

/** The two moments at the end of a fill. Both fail with `disk_full` or `store_unreadable`. */
export interface LateIndexes {
  /** Resolves when the charges of a departure can be found by index. */
  readonly judgeable: Promise<Result<null>>
  /** Resolves when all indexes are built. Nobody may write to the file before that. */
  readonly whole: Promise<Result<null>>
}

/**
 * Builds the late indexes in a thread of its own, while this thread goes on reading. Does nothing when they are already
 * built. Call it outside of a transaction, and always await `whole`, also after a failure.
 */
export function buildLateIndexes({ sqlite, file }: Store): LateIndexes {
  if (sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'late_index'`).get() === undefined) {
    const built = Promise.resolve(done(null))
    return { judgeable: built, whole: built }
  }
  const workerData: LateIndexBuild = { file, first: FOR_JUDGING }
  const worker = new Worker(new URL('./late-indexes-worker.ts', import.meta.url), { workerData })
  const whole = new Promise<Result<null>>((resolve, reject) => {
    worker.on('message', (report: LateIndexReport) => {
      if (report !== 'first_built') resolve(resultOf(report))
    })
    worker.once('error', reject)
  })
  const first = new Promise<Result<null>>((resolve) => {
    worker.once('message', (report: LateIndexReport) => resolve(resultOf(report)))
  })
  return { judgeable: Promise.race([first, whole]), whole }
}

function resultOf(report: LateIndexReport): Result<null> {
  if (typeof report === 'string') return done(null)
  return report.code === 'SQLITE_FULL' ? failed('disk_full', report.code) : failed('store_unreadable', report.code)
}
