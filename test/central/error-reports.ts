import { z } from 'zod'
import { id, instant } from './model.ts'
import { type Answer, problem } from './problem.ts'
import type { Service } from './service.ts'
import type { Account } from './session/people.ts'

const report = z.object({
  id,
  fingerprint: z.string().min(1).max(200),
  at: instant,
  release: z.string(),
  process: z.string(),
  message: z.string(),
  stack: z.string().nullable(),
  breadcrumbs: z.array(z.unknown()),
  counts: z.record(z.string(), z.unknown()),
})

/** `POST /v1/error-reports`: 202; a repeated report is stored once. */
export async function storeErrorReport({ db }: Service, body: unknown): Promise<Answer> {
  const parsed = report.safeParse(body)
  if (!parsed.success) return problem(400, 'bad_request', 'This is not an error report as the contract says.')
  const { id, fingerprint, at, release, process, message } = parsed.data
  await db.query(
    `insert into error_report (id, fingerprint, at, release, process, message, data) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [id, fingerprint, Date.parse(at), release, process, message, JSON.stringify(parsed.data)],
  )
  return { status: 202, body: { id } }
}

/** `GET /v1/error-reports?since=…`: grouped by fingerprint, newest first; for supervisors and admins only. */
export async function listErrorReports({ db }: Service, requested: unknown, person: Account): Promise<Answer> {
  if (person.role === 'agent') return problem(403, 'forbidden', 'Supervisors and admins read error reports.')
  const parsed = z.object({ since: instant.default('1970-01-01T00:00:00.000Z') }).safeParse(requested)
  if (!parsed.success) return problem(400, 'bad_request', 'since is an instant.')
  const rows = await db.query<{
    count: number
    first_seen: number
    last_seen: number
    fingerprint: string
    message: string
  }>(
    `select fingerprint, count(*) as count, min(at) as first_seen, max(at) as last_seen,
       (array_agg(message order by at desc))[1] as message, (array_agg(release order by at desc))[1] as release,
       (array_agg(process order by at desc))[1] as process
     from error_report where at >= $1 group by fingerprint order by max(at) desc, fingerprint`,
    [Date.parse(parsed.data.since)],
  )
  const items = rows.map((row) => {
    return {
      ...row,
      first_seen: new Date(row.first_seen).toISOString(),
      last_seen: new Date(row.last_seen).toISOString(),
    }
  })
  return { status: 200, body: { items } }
}
