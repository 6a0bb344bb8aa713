import type { Database, Queries } from '../database.ts'
import { type Answer, problem } from '../problem.ts'
import { readRefund, refundAnswer } from './refund-store.ts'

/**
 * An older working row belongs to a server that died. It has executed nothing, because deciding and binding are one
 * transaction.
 */
const leaseMs = 60_000

/** The result of a decision, which is bound to the key: the answer, and the refund if it made one. */
export interface Decided {
  answer: Answer
  refundId?: string
}

/** One request under a key. */
export interface KeyedRequest {
  key: string
  /** SHA-256 over method, path and raw body bytes, no headers. */
  fingerprint: string
  /** The id of the request itself, which distinguishes two requests with one key. */
  owner: string
  now: () => number
}

/** A row of the ledger of keys. */
export interface LedgerRow {
  key: string
  fingerprint: string | null
  state: 'working' | 'final' | 'voided'
  owner: string | null
  since: number
  status: number | null
  body: string | null
  refund_id: string | null
}

/**
 * Answers a request under its key exactly once. A known key gets its first answer again. A new key is claimed, `think`
 * takes the time that a gateway takes, and `decide` runs in the transaction that also binds the key.
 */
export async function answerOnce(
  db: Database,
  request: KeyedRequest,
  think: () => Promise<void>,
  decide: (tx: Queries) => Promise<Decided>,
): Promise<Answer> {
  const known = await claim(db, request)
  if (known) return known
  try {
    await think()
    return await db.transaction(async (tx) => {
      const [mine] = await tx.query(
        "select 1 from idempotency_key where key = $1 and owner = $2 and state = 'working' for update",
        [request.key, request.owner],
      )
      if (!mine) return inProgress()
      const decided = await decide(tx)
      await (binds(decided.answer) ? bind(tx, request, decided) : forget(tx, request))
      return decided.answer
    })
  } catch (error) {
    await forget(db, request)
    throw error
  }
}

/** Claims the key for this request; gives the answer instead when the key is known. */
async function claim(db: Database, request: KeyedRequest): Promise<Answer | undefined> {
  const { key, fingerprint, owner } = request
  return db.transaction(async (tx) => {
    const now = request.now()
    const [claimed] = await tx.query(
      `insert into idempotency_key (key, fingerprint, state, owner, since) values ($1, $2, 'working', $3, $4)
       on conflict (key) do update set fingerprint = $2, owner = $3, since = $4
         where idempotency_key.state = 'working' and idempotency_key.since < $5
       returning key`,
      [key, fingerprint, owner, now, now - leaseMs],
    )
    if (claimed) return undefined
    const row = await readKeyRow(tx, key)
    if (!row || row.state === 'working') return inProgress()
    if (row.state === 'voided') return voided()
    if (row.fingerprint !== fingerprint) {
      return problem(422, 'key_reused', 'This key was used with other content. A person must look at it.')
    }
    return replay(tx, row)
  })
}

async function replay(tx: Queries, row: LedgerRow): Promise<Answer> {
  const replayed = { 'idempotent-replayed': 'true' }
  if (row.refund_id) {
    const answer = refundAnswer(await readRefund(tx, row.refund_id), 200)
    return { ...answer, headers: { ...answer.headers, ...replayed } }
  }
  const status = row.status ?? 500
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json'
  return { status, body: row.body ?? '', headers: { 'content-type': type, ...replayed } }
}

/** Whether an answer is final and binds its key: 2xx, and 400, 403, 404, 412 and 422 with `executed: false`. */
function binds({ status, body }: Answer): boolean {
  if (status < 300) return true
  return (
    [400, 403, 404, 412, 422].includes(status) &&
    typeof body === 'object' &&
    'executed' in body &&
    body.executed === false
  )
}

async function bind(tx: Queries, { key }: KeyedRequest, { answer, refundId }: Decided): Promise<void> {
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  await tx.query("update idempotency_key set state = 'final', status = $2, body = $3, refund_id = $4 where key = $1", [
    key,
    answer.status,
    body,
    refundId ?? null,
  ])
}

async function forget(db: Queries, { key, owner }: KeyedRequest): Promise<void> {
  await db.query("delete from idempotency_key where key = $1 and owner = $2 and state = 'working'", [key, owner])
}

/** The row of a key in the ledger, locked for the transaction. */
export async function readKeyRow(db: Queries, key: string): Promise<LedgerRow | undefined> {
  const [row] = await db.query<LedgerRow>('select * from idempotency_key where key = $1 for update', [key])
  return row
}

/** Whether a living server still works on this row. */
export function stillWorking(row: LedgerRow, now: number): boolean {
  return row.state === 'working' && row.since >= now - leaseMs
}

/** 409: another request with the same key is being worked on. */
export function inProgress(): Answer {
  return problem(409, 'in_progress', 'The same key is being worked on: ask again later.')
}

/** 409: the key was voided, so it never executes. */
function voided(): Answer {
  return problem(409, 'voided', 'This key was voided: it has never executed and never will.', { executed: false })
}
