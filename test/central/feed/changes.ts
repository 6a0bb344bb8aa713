import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { type Answer, problem } from '../problem.ts'
import { type FeedState, readCursor, readFeedState, writeCursor } from './cursor.ts'
import type { FeedBell } from './publish.ts'

/** A row of the table `change`; `data` is JSON text. */
export interface ChangeRow {
  seq: number
  kind: string
  op: string
  id: string
  version: number
  data: string
}

/** A page has at most 16 MiB on the wire; its envelope fits into 1 KiB. */
const pageBytes = 16 * 1024 * 1024 - 1024
/** A larger `limit` is reduced to this. */
const mostItems = 10_000
const longestWaitSeconds = 60
/** How often a long poll reads the database by itself, because another process may change the same PostgreSQL. */
const pollMs = 500

const query = z.object({
  cursor: z.string().max(256).default(''),
  limit: z.coerce.number().int().min(1).default(1000),
  wait: z.coerce.number().min(0).default(0),
})

/**
 * `GET /v1/changes`: one page after the cursor. Waits for the first change when the query asks for it; `closing` ends
 * the wait.
 */
export async function readChanges(
  db: Database,
  bell: FeedBell,
  requested: unknown,
  closing: AbortSignal,
): Promise<Answer> {
  const parsed = query.safeParse(requested)
  if (!parsed.success) return problem(400, 'bad_request', 'cursor, limit or wait is not as the contract says.')
  const { cursor } = parsed.data
  const limit = Math.min(parsed.data.limit, mostItems)
  const deadline = performance.now() + Math.min(parsed.data.wait, longestWaitSeconds) * 1000
  for (;;) {
    const state = await readFeedState(db)
    const after = readCursor(cursor, state)
    if (after === 'malformed') return problem(400, 'bad_request', 'This cursor was not given out by this service.')
    if (after === 'gone') return problem(410, 'cursor_gone', 'This part of the feed is no longer kept: fill again.')
    const leftMs = deadline - performance.now()
    if (state.high_water > after || leftMs <= 0 || closing.aborted) return page(db, state, after, limit)
    await nextChange(bell, Math.min(leftMs, pollMs), closing)
  }
}

async function page(db: Database, { epoch, high_water }: FeedState, after: number, limit: number): Promise<Answer> {
  const rows = await db.query<ChangeRow>(
    'select seq, kind, op, id, version, data from change where seq > $1 and seq <= $2 order by seq limit $3',
    [after, high_water, limit],
  )
  const lines: string[] = []
  let bytes = 0
  for (const row of rows) {
    const line = writeChange(row)
    bytes += Buffer.byteLength(line) + 1
    if (bytes > pageBytes) break
    lines.push(line)
  }
  const cut = lines.length < rows.length || rows.length === limit
  const last = cut ? (rows[lines.length - 1]?.seq ?? after) : Math.max(high_water, after)
  const tail = { next_cursor: writeCursor(epoch, last), has_more: last < high_water, count: lines.length, high_water }
  const body = `{"epoch":${JSON.stringify(epoch)},"items":[${lines.join(',')}],${JSON.stringify(tail).slice(1)}`
  return { status: 200, body }
}

/** A change as JSON text of the contract. */
export function writeChange({ seq, kind, op, id, version, data }: ChangeRow): string {
  return `${JSON.stringify({ seq, kind, op, id, version }).slice(0, -1)},"data":${data}}`
}

async function nextChange(bell: FeedBell, ms: number, closing: AbortSignal): Promise<void> {
  const done = new AbortController()
  const ring = () => done.abort()
  bell.once('changed', ring)
  await sleep(ms, undefined, { signal: AbortSignal.any([done.signal, closing]) }).catch(() => undefined)
  bell.off('changed', ring)
}
