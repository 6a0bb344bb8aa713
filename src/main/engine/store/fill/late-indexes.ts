import { Worker } from 'node:worker_threads'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { Store } from '../sqlite/open.ts'
import type { LateIndexBuild, LateIndexReport } from './late-indexes-worker.ts'
import { putOffUpkeep } from './late-upkeep.ts'

/** What judging looks through: built first. */
const FOR_JUDGING = ['booking_flight', 'charge_booking']

/**
 * Indexes that nobody asks while a fill is loading: built from all rows at once they cost a fraction of what each row pays
 * for its place in them. Those that a later version of a row is found by stay.
 */
const LATE = [
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

/** Takes the late indexes off a new file and keeps their definitions in it, for the end of its fill; in a transaction. */
export function putOffIndexes(store: Store): void {
  const { sqlite } = store
  sqlite.exec('CREATE TABLE late_index (name TEXT NOT NULL, sql TEXT NOT NULL) STRICT')
  sqlite.prepare(KEEP).run(JSON.stringify(LATE))
  for (const name of LATE) sqlite.exec(`DROP INDEX ${name}`)
  putOffUpkeep(store)
}

const KEEP = `
  INSERT INTO late_index SELECT name, sql FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))`

/** What is being built at the end of a fill. `disk_full`, or `store_unreadable`. */
export interface LateIndexes {
  /** The charges of a departure are found by index from here on. */
  readonly judgeable: Promise<Result<null>>
  /** All is built, and the file may be written to again: not before. */
  readonly whole: Promise<Result<null>>
}

/**
 * Builds what was put off, while this thread goes on reading; nothing where it was built already. To be called outside of a
 * transaction; `whole` is to be awaited whatever happens.
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
