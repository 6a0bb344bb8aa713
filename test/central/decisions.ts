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

/** `POST /v1/decisions`: 201, or 409 with the standing decision about any of its pairs when `supersedes` is not its id. */
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
      // One at a time: two first decisions about one pair must not both stand.
      await tx.query("select pg_advisory_xact_lock(hashtext('once decisions'))")
      const { supersedes } = parsed.data
      const standing = await standingDecision(tx, parsed.data.charge_ids)
      if ((standing?.id ?? null) !== supersedes) {
        const detail = standing ? 'Another decision stands.' : 'The decision to supersede does not stand.'
        return { answer: problem(409, 'superseded', detail, { standing: standing ?? null }) }
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

/** The newest decision that nobody superseded and that shares a pair of charges with these. */
async function standingDecision(
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
