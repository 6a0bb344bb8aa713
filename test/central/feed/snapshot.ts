import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { type Answer, problem } from '../problem.ts'
import { type ChangeRow, writeChange } from './changes.ts'
import { readFeedState, writeCursor } from './cursor.ts'

/** Rows read at a time while a snapshot is streamed. */
const chunkRows = 2000

/**
 * `GET /v1/snapshot`: the latest version of each id after `after`, as NDJSON. The high water is read before the list,
 * so that a change in between is sent twice rather than never.
 */
export async function readSnapshot(db: Database, requested: unknown): Promise<Answer> {
  const parsed = z.object({ after: z.coerce.number().int().nonnegative().default(0) }).safeParse(requested)
  if (!parsed.success) return problem(400, 'bad_request', 'after is a seq.')
  const { epoch, high_water } = await readFeedState(db)
  const seqs = await db.query<{ seq: number }>('select seq from change where latest and seq > $1 order by seq', [
    parsed.data.after,
  ])
  const first = { epoch, cursor: writeCursor(epoch, high_water), count: seqs.length }
  return {
    status: 200,
    headers: { 'content-type': 'application/x-ndjson' },
    body: Readable.from(lines(db, first, seqs)),
  }
}

async function* lines(db: Database, first: object, seqs: { seq: number }[]): AsyncGenerator<string> {
  const digest = createHash('sha256')
  yield `${JSON.stringify(first)}\n`
  for (let from = 0; from < seqs.length; from += chunkRows) {
    const list = seqs.slice(from, from + chunkRows).map(({ seq }) => seq)
    const rows = await db.query<ChangeRow>(
      `select seq, kind, op, id, version, data from change
       where seq in (select value::bigint from json_array_elements_text($1::json)) order by seq`,
      [JSON.stringify(list)],
    )
    if (rows.length < list.length) throw new Error('the history was rebuilt while a snapshot of it was on its way')
    const text = rows.map((row) => `${writeChange(row)}\n`).join('')
    digest.update(text)
    yield text
  }
  yield `${JSON.stringify({ end: true, count: seqs.length, sha256: digest.digest('hex') })}\n`
}
