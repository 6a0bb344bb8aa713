import pg from 'pg'
import { type Asked, chargesOf } from './storm.ts'

/** What the database says after the storm, and what the losers were told. Every count but the first three should be 0. */
export interface Judgement {
  readonly refunds: number
  readonly winners: number
  readonly losers: number
  /** Pairs of which both charges were given back. */
  readonly bothOfAPair: number
  /** Charges that gave back more than they took. */
  readonly aboveCaptured: number
  /** Winners without their refund in the database, and refunds that no winner was told of. */
  readonly untold: number
  /** Losers who were not told by whom and when, or were told what the database does not know. */
  readonly leftInTheDark: number
  /** Answers that the contract has no room for in this storm. */
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

/** Asks PostgreSQL itself, not the service that was stormed. */
export async function judge(url: string, answers: readonly Asked[]): Promise<Judgement> {
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
    const toldKeys = new Set(winners.map(({ key }) => key))
    return {
      refunds: rows.length,
      winners: winners.length,
      losers: losers.length,
      bothOfAPair: await count(BOTH_OF_A_PAIR),
      aboveCaptured: await count(ABOVE_CAPTURED),
      untold: winners.filter(({ key }) => !byKey.has(key)).length + rows.filter(({ key }) => !toldKeys.has(key)).length,
      leftInTheDark: losers.filter((loser) => !isTold(loser, new Map(rows.map((row) => [row.id, row])))).length,
      strange: answers.length - winners.length - losers.length,
    }
  } finally {
    await client.end()
  }
}

/** 422 stands after a look at what is left; 412 names every faster one: who, when, with its key, as the database has it. */
function isTold(loser: Asked, byId: ReadonlyMap<string, Row>): boolean {
  if (loser.status === 422) return loser.body.code === 'exceeds_captured' && loser.body.executed === false
  const told = Array.isArray(loser.body.refunds) ? (loser.body.refunds as Record<string, unknown>[]) : []
  if (loser.body.executed !== false || told.length === 0) return false
  return told.every((refund) => {
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

/** The service keeps to a schema of its own; it is the only one here, or the youngest. */
async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname like 'once_central_%' order by oid desc limit 1",
  )
  const name = rows[0]?.name
  if (name === undefined) throw new Error('the reference central service has no schema here')
  return name
}
