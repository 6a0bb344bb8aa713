import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Queries } from '../database.ts'
import type { Account } from './people.ts'

/** A session lasts 30 days from its last refresh. */
const sessionMs = 30 * 24 * 3600 * 1000
/** After a refresh the old refresh token works for at most this time, while the new access token is unused. */
const lostAnswerMs = 10 * 60 * 1000

/** A new pair of tokens. */
export interface TokenPair {
  access_token: string
  refresh_token: string
}

/** A stored pair with the facts of its session. */
interface PairRow {
  id: string
  session_id: string
  person_id: string
  used: boolean
  access_expires_at: number
  expires_at: number
  ended: boolean
}

const pairColumns = `p.id, p.session_id, s.person_id, p.used, p.access_expires_at, s.expires_at, s.ended
  from token_pair p join session s on s.id = p.session_id`

/** Opens a session for a person and issues its first pair; `accessMs` is the lifetime of an access token. */
export async function openSession(tx: Queries, personId: string, now: number, accessMs: number): Promise<TokenPair> {
  const id = `se_${randomUUID()}`
  await tx.query('insert into session (id, person_id, expires_at) values ($1, $2, $3)', [id, personId, now + sessionMs])
  return issue(tx, id, null, now, accessMs)
}

/**
 * Issues a new pair for a refresh token, with its person. The old token works until the new access token is first used,
 * at most ten minutes. A later use ends the session and gives undefined, as an unknown or expired token does.
 */
export async function rotate(tx: Queries, refreshToken: string, now: number, accessMs: number) {
  const [pair] = await tx.query<PairRow>(`select ${pairColumns} where p.refresh_hash = $1 for update of s`, [
    hash(refreshToken),
  ])
  if (!pair || pair.ended || pair.expires_at <= now) return undefined
  const [children] = await tx.query<{ first: number | null; used: boolean | null }>(
    'select min(issued_at) as first, bool_or(used) as used from token_pair where parent_id = $1',
    [pair.id],
  )
  const retired = children?.used === true || (children?.first != null && now - children.first > lostAnswerMs)
  if (retired) {
    await tx.query('update session set ended = true where id = $1', [pair.session_id])
    return undefined
  }
  await use(tx, pair)
  await tx.query('update session set expires_at = $2 where id = $1', [pair.session_id, now + sessionMs])
  return { personId: pair.person_id, pair: await issue(tx, pair.session_id, pair.id, now, accessMs) }
}

/** The person of an access token; undefined when it is unknown or expired, or its session has ended. */
export async function personBehind(db: Queries, accessToken: string, now: number): Promise<Account | undefined> {
  const [pair] = await db.query<PairRow>(`select ${pairColumns} where p.access_hash = $1`, [hash(accessToken)])
  if (!pair || pair.ended || pair.access_expires_at <= now || pair.expires_at <= now) return undefined
  await use(db, pair)
  return readPerson(db, pair.person_id)
}

/** A person as the contract's `user`, with the username. */
export async function readPerson(db: Queries, id: string): Promise<Account | undefined> {
  const [account] = await db.query<Account>(
    'select id, username, name, role, refund_limit, locale from person where id = $1',
    [id],
  )
  return account
}

/** Marks a pair as used; the first use retires its parent. */
async function use(db: Queries, pair: PairRow): Promise<void> {
  if (!pair.used) await db.query('update token_pair set used = true where id = $1', [pair.id])
}

async function issue(tx: Queries, session: string, parent: string | null, now: number, accessMs: number) {
  const pair = { access_token: secret(), refresh_token: secret() }
  await tx.query(
    `insert into token_pair (id, session_id, parent_id, access_hash, refresh_hash, issued_at, access_expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [randomUUID(), session, parent, hash(pair.access_token), hash(pair.refresh_token), now, now + accessMs],
  )
  return pair
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
