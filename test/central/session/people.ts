import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Queries } from '../database.ts'

/** The limit of a person in one currency; a missing currency has the limit 0. */
export interface RefundLimit {
  amount_minor: number
  currency: string
}

/** A person who may sign in. */
export interface Account {
  id: string
  username: string
  name: string
  role: 'agent' | 'supervisor' | 'admin'
  refund_limit: RefundLimit[]
  locale: string
}

/** The password of the demo people. */
export const demoPassword = 'once-demo'

/** A demo person for each role; an ordinary fare is below the agent's limit, and a long trip of a family above it. */
export const demoPeople: readonly Account[] = [
  { id: 'u_ana', username: 'ana', name: 'Ana Silva', role: 'agent', refund_limit: limits(500), locale: 'en' },
  { id: 'u_sam', username: 'sam', name: 'Sam Okafor', role: 'supervisor', refund_limit: limits(5000), locale: 'en' },
  { id: 'u_ada', username: 'ada', name: 'Ada Lindqvist', role: 'admin', refund_limit: limits(5000), locale: 'en' },
]

/** An account for a test, named by its username; by default an agent with the limit 0. */
export function anAccount(
  username: string,
  { role = 'agent', limits = [] }: { role?: Account['role']; limits?: RefundLimit[] } = {},
): Account {
  return { id: `u_${username}`, username, name: username, role, refund_limit: limits, locale: 'en' }
}

/** Limits of about `units` euros in each currency of the demo. */
function limits(units: number): RefundLimit[] {
  const cents = ['USD', 'EUR', 'GBP'].map((currency) => ({ amount_minor: units * 100, currency }))
  return [...cents, { amount_minor: units * 150, currency: 'JPY' }, { amount_minor: units * 300, currency: 'KWD' }]
}

/** Inserts the people who may sign in, all with one password. */
export async function enrol(tx: Queries, people: readonly Account[], password: string): Promise<void> {
  const stored = hashPassword(password)
  for (const { id, username, name, role, refund_limit, locale } of people) {
    await tx.query(
      'insert into person (id, username, name, role, password, refund_limit, locale) values ($1, $2, $3, $4, $5, $6::jsonb, $7)',
      [id, username, name, role, stored, JSON.stringify(refund_limit), locale],
    )
  }
}

/** A cheap hash: these passwords are in the documentation, and tests check them by the hundred. */
const EFFORT = { N: 1024 }

const hashOf = (password: string, salt: Buffer): Buffer => scryptSync(password, salt, 32, EFFORT)

/** The stored form of a password: salt and scrypt hash in base64. */
function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `${salt.toString('base64')}:${hashOf(password, salt).toString('base64')}`
}

/** Whether a password fits its stored form; it takes as long when there is none to compare with. */
export function matchesPassword(password: string, stored: string | undefined): boolean {
  const [salt = '', hash = ''] = (stored ?? nobody).split(':')
  const matches = timingSafeEqual(hashOf(password, Buffer.from(salt, 'base64')), Buffer.from(hash, 'base64'))
  return matches && stored !== undefined
}

const nobody = `${Buffer.alloc(16).toString('base64')}:${Buffer.alloc(32).toString('base64')}`
