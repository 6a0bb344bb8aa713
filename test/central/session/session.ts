import { z } from 'zod'
import type { Database, Queries } from '../database.ts'
import { type Answer, problem } from '../problem.ts'
import { type Account, matchesPassword } from './people.ts'
import { openSession, readPerson, rotate, type TokenPair } from './tokens.ts'

/** The number of wrong passwords for one name within a minute after which sign-in is refused. */
const failuresAllowed = 5
const failureWindowMs = 60_000

const signInBody = z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(1000) })
const refreshBody = z.object({ refresh_token: z.string().min(1).max(1000) })

/** `POST /v1/session`: 200 with a pair of tokens, 401 for a wrong password, 429 after too many wrong ones. */
export async function signIn(db: Database, body: unknown, now: number, accessMs: number): Promise<Answer> {
  const parsed = signInBody.safeParse(body)
  if (!parsed.success) return problem(400, 'bad_request', 'A username and a password are needed.')
  const { username, password } = parsed.data
  const waitMs = await lockedOutMs(db, username, now)
  if (waitMs > 0) {
    const answer = problem(429, 'too_many_attempts', 'Too many wrong passwords: wait a moment.')
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(Math.ceil(waitMs / 1000)) } }
  }
  const [person] = await db.query<{ id: string; password: string }>(
    'select id, password from person where username = $1',
    [username],
  )
  if (!matchesPassword(password, person?.password) || !person) {
    await db.query('insert into failed_sign_in (username, at) values ($1, $2)', [username, now])
    return problem(401, 'wrong_credentials', 'The name or the password is wrong.')
  }
  return db.transaction(async (tx) => {
    const pair = await openSession(tx, person.id, now, accessMs)
    return granted(await readPerson(tx, person.id), pair, accessMs)
  })
}

/** `POST /v1/session/refresh`: 200 with a new pair, 401 when the token no longer works. */
export async function refresh(db: Database, body: unknown, now: number, accessMs: number): Promise<Answer> {
  const parsed = refreshBody.safeParse(body)
  if (!parsed.success) return problem(400, 'bad_request', 'A refresh_token is needed.')
  return db.transaction(async (tx) => {
    const rotated = await rotate(tx, parsed.data.refresh_token, now, accessMs)
    if (!rotated) return problem(401, 'unauthenticated', 'This session has ended: sign in again.')
    return granted(await readPerson(tx, rotated.personId), rotated.pair, accessMs)
  })
}

function granted(person: Account | undefined, pair: TokenPair, accessMs: number): Answer {
  if (!person) throw new Error('a session belongs to nobody')
  const { id, name, role, refund_limit, locale } = person
  const user = { id, name, role, refund_limit, locale }
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { ...pair, expires_in: Math.round(accessMs / 1000), user },
  }
}

/** The time until this name may sign in again, in ms; 0 when it may now. */
async function lockedOutMs(db: Queries, username: string, now: number): Promise<number> {
  const rows = await db.query<{ at: number }>(
    'select at from failed_sign_in where username = $1 and at > $2 order by at desc limit $3',
    [username, now - failureWindowMs, failuresAllowed],
  )
  const oldest = rows[failuresAllowed - 1]
  return oldest ? oldest.at + failureWindowMs - now : 0
}
