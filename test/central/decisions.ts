import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Queries } from './database.ts'
import { publish } from './feed/publish.ts'
import { type Decision, id } from './model.ts'
import { type Answer, problem } from './problem.ts'
import { type KeyedPost, keyedRequest } from './refunds/give-refund.ts'
import { answerOnce } from './refunds/key-ledger.ts'
import type { Service } from './service.ts'

const decisionBody = z.object({
  entity_hash: z.string().length(44).nullable(),
  charge_ids: z
    .array(id)
    .min(2)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length),
  verdict: z.enum(['duplicate', 'not_duplicate', 'withdrawn']),
  note: z.string().max(4000),
  supersedes: id.nullable(),
})

/** `POST /v1/decisions`: 201, or 409 with the decision in force on any of its pairs when `supersedes` is not its id. */
export async function recordDecision(service: Service, post: KeyedPost): Promise<Answer> {
  const keyed = keyedRequest(service, post)
  const parsed = decisionBody.safeParse(post.body)
  if (!keyed || !parsed.success) {
    return problem(400, 'bad_request', 'A decision and the header Idempotency-Key are needed, as the contract says.')
  }
  const answer = await answerOnce(
    service.db,
    keyed,
    async () => undefined,
    async (tx) => {
      // One request at a time, because two first decisions on one pair must not both be in force.
      await tx.query("select pg_advisory_xact_lock(hashtext('once decisions'))")
      const { supersedes } = parsed.data
      const inForce = await decisionInForce(tx, parsed.data.charge_ids)
      if ((inForce?.id ?? null) !== supersedes) {
        const detail = inForce ? 'Another decision stands.' : 'The decision to supersede does not stand.'
        return { answer: problem(409, 'superseded', detail, { standing: inForce ?? null }) }
      }
      const person = { id: post.person.id, name: post.person.name }
      const data: Decision = { ...parsed.data, decided_by: person, decided_at: new Date(keyed.now()).toISOString() }
      const decisionId = `dc_${randomUUID()}`
      const { version } = await publish(tx, { kind: 'decision', op: 'upsert', id: decisionId, data })
      return { answer: { status: 201, body: { id: decisionId, version, ...data } } }
    },
  )
  service.bell.emit('changed')
  return answer
}

/** The newest decision in force that shares a pair of charges with these; undefined when there is none. */
async function decisionInForce(
  tx: Queries,
  chargeIds: string[],
): Promise<(Decision & { id: string; version: number }) | undefined> {
  const [row] = await tx.query<{ id: string; version: number; data: string }>(
    `select d.id, c.version, d.data from decision d join change c on c.kind = 'decision' and c.id = d.id and c.latest
     where not exists (select 1 from decision later where later.supersedes = d.id)
       and (select count(*) from jsonb_array_elements_text(d.charge_ids) has
            where has.value in (select jsonb_array_elements_text($1::jsonb))) >= 2
     order by d.n desc limit 1`,
    [JSON.stringify(chargeIds)],
  )
  return row && { id: row.id, version: row.version, ...(JSON.parse(row.data) as Decision) }
}
