import pg from 'pg'
import { type AgentAnswer, chargesOf } from './storm.ts'

/**
 * The result of the race from the database and from the losers' answers. All counts but the first three should be 0.
 */
export interface RaceResult {
  readonly refunds: number
  readonly winners: number
  readonly losers: number
  /** Pairs of which both charges were given back. */
  readonly bothOfAPair: number
  /** Charges whose refunds exceed the captured amount. */
  readonly aboveCaptured: number
  /** Winners without a refund in the database, and refunds without a winner. */
  readonly untold: number
  /** Losers whose answer does not name who was faster and when, or names a refund that the database does not have. */
  readonly leftInTheDark: number
  /** Answers that the contract does not allow in this race. */
  readonly strange: number
}

interface Row {
  readonly id: string
  readonly key: string
  readonly charge_id: string
  readonly name: string
  readonly created_at: string
}

const COUNTING = "state not in ('failed', 'rejected')"
const ABOVE_CAPTURED = `select count(*)::int as n from charge c
  join (select charge_id, sum(amount_minor) as given from refund where ${COUNTING} group by charge_id) r on r.charge_id = c.id
  where r.given > c.amount_minor`
const BOTH_OF_A_PAIR = `select count(*)::int as n from
  (select distinct a.charge_id, b.charge_id from refund a join refund b on b.charge_id = a.keep_charge_id
   where a.charge_id < b.charge_id and a.${COUNTING} and b.${COUNTING}) both_given`
const REFUNDS = `select id, idempotency_key as key, charge_id, requested_by->>'name' as name, created_at from refund`

/** Reads PostgreSQL itself, not the service. */
export async function checkRace(url: string, answers: readonly AgentAnswer[]): Promise<RaceResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set search_path = ${await schemaOf(client)}`)
    const count = async (sql: string): Promise<number> =>
      (await client.query<{ n: number }>(sql)).rows[0]?.n ?? Number.NaN
    const { rows } = await client.query<Row>(REFUNDS)
    const byKey = new Map(rows.map((row) => [row.key, row]))
    const winners = answers.filter(({ status }) => status === 201)
    const losers = answers.filter(({ status }) => status === 412 || status === 422)
    const winnerKeys = new Set(winners.map(({ key }) => key))
    return {
      refunds: rows.length,
      winners: winners.length,
      losers: losers.length,
      bothOfAPair: await count(BOTH_OF_A_PAIR),
      aboveCaptured: await count(ABOVE_CAPTURED),
      untold:
        winners.filter(({ key }) => !byKey.has(key)).length + rows.filter(({ key }) => !winnerKeys.has(key)).length,
      leftInTheDark: losers.filter((loser) => !isInformed(loser, new Map(rows.map((row) => [row.id, row])))).length,
      strange: answers.length - winners.length - losers.length,
    }
  } finally {
    await client.end()
  }
}

/**
 * Whether a loser's answer is complete: 422 proves that nothing was executed; 412 lists every faster refund as in the
 * database.
 */
function isInformed(loser: AgentAnswer, byId: ReadonlyMap<string, Row>): boolean {
  if (loser.status === 422) return loser.body.code === 'exceeds_captured' && loser.body.executed === false
  const listed = Array.isArray(loser.body.refunds) ? (loser.body.refunds as Record<string, unknown>[]) : []
  if (loser.body.executed !== false || listed.length === 0) return false
  return listed.every((refund) => {
    const row = byId.get(String(refund.id))
    const by = refund.requested_by as { name?: unknown } | undefined
    return (
      row !== undefined &&
      chargesOf(loser.pair).includes(row.charge_id) &&
      by?.name === row.name &&
      Date.parse(String(refund.created_at)) === Number(row.created_at) &&
      refund.idempotency_key === row.key
    )
  })
}

/** The service has its own schema: the only one, or the newest. */
async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname like 'once_central_%' order by oid desc limit 1",
  )
  const name = rows[0]?.name
  if (name === undefined) throw new Error('the reference central service has no schema here')
  return name
}
