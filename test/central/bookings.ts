import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Queries } from './database.ts'
import { entityHash } from './entity-hash.ts'
import { publish } from './feed/publish.ts'
import { activeStatuses, type Booking, flight, instant } from './model.ts'
import { type Answer, problem } from './problem.ts'
import { type KeyedPost, keyedRequest } from './refunds/give-refund.ts'
import { answerOnce, type Decided } from './refunds/key-ledger.ts'
import type { Service } from './service.ts'

/** Text that is not blank. */
const filledText = z.string().regex(/\S/)
const newBooking = z.object({
  reference: filledText,
  channel: filledText,
  traveller: z.object({ given_name: filledText, surname: filledText, email: filledText, phone: filledText.nullable() }),
  flight: flight.extend({ number: filledText, origin: filledText, destination: filledText }),
  seat: filledText.nullable(),
  service_code: filledText.nullable(),
  card: z.object({ fingerprint: filledText, last4: filledText, brand: filledText, token: filledText }),
  booked_at: instant,
})
type NewBooking = z.infer<typeof newBooking>

/** `GET /v1/bookings?entity_hash=…`: all bookings with this hash, also old ones, each with its id and charges. */
export async function bookingsOf({ db }: Service, requested: unknown): Promise<Answer> {
  const parsed = z.object({ entity_hash: z.string().length(44) }).safeParse(requested)
  if (!parsed.success) return problem(400, 'bad_request', 'An entity_hash of 44 characters is needed.')
  const rows = await db.query<{ id: string; version: number; data: string }>(
    'select id, version, data from booking where entity_hash = $1 order by id',
    [parsed.data.entity_hash],
  )
  return { status: 200, body: { items: await Promise.all(rows.map((row) => withCharges(db, row))) } }
}

/** `POST /v1/bookings`: 201, 409 `entity_taken` with the active booking, or 422 with the invalid fields. */
export async function createBooking(service: Service, post: KeyedPost): Promise<Answer> {
  const keyed = keyedRequest(service, post)
  if (!keyed) return problem(400, 'bad_request', 'The header Idempotency-Key is needed: a UUID as a quoted string.')
  if (post.body === undefined) return problem(400, 'bad_request', 'The body is not JSON.')
  const parsed = newBooking.safeParse(post.body)
  if (!parsed.success) {
    const errors = wrongFields(parsed.error, post.body)
    return problem(422, 'invalid', 'Some fields are not filled in.', { errors })
  }
  const answer = await answerOnce(
    service.db,
    keyed,
    async () => undefined,
    (tx) => insertBooking(tx, parsed.data),
  )
  service.bell.emit('changed')
  return answer
}

async function insertBooking(tx: Queries, { card: paid, ...rest }: NewBooking): Promise<Decided> {
  const { token, ...card } = paid
  const data: Booking = { ...rest, status: 'confirmed', card }
  const hash = entityHash(data)
  // Only one booking of an entity at a time.
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [hash])
  if (data.service_code !== 'EXST') {
    const [taken] = await tx.query<{ id: string; version: number; data: string }>(
      `select id, version, data from booking where entity_hash = $1 and status in ($2, $3)
         and service_code is distinct from 'EXST' order by id limit 1`,
      [hash, ...activeStatuses],
    )
    if (taken) {
      const existing = await withCharges(tx, taken)
      return { answer: problem(409, 'entity_taken', 'This booking stands already.', { existing }) }
    }
  }
  const [unused] = await tx.query('insert into card_token (token) values ($1) on conflict do nothing returning token', [
    token,
  ])
  if (!unused) {
    return {
      answer: problem(422, 'invalid', 'The card must be entered again.', {
        errors: { 'card.token': ['was used already'] },
      }),
    }
  }
  const id = `bk_${randomUUID()}`
  const { version } = await publish(tx, { kind: 'booking', op: 'upsert', id, data })
  return { answer: { status: 201, body: { id, version, ...data } } }
}

async function withCharges(db: Queries, { id, version, data }: { id: string; version: number; data: string }) {
  const charges = await db.query<{ id: string; version: number; data: string }>(
    'select id, version, data from charge where booking_id = $1 order by id',
    [id],
  )
  const items = charges.map((charge) => ({
    id: charge.id,
    version: charge.version,
    ...(JSON.parse(charge.data) as object),
  }))
  return { id, version, ...(JSON.parse(data) as Booking), charges: items }
}

/** The errors of each field, by its dotted name. */
function wrongFields(error: z.ZodError, body: unknown): Record<string, string[]> {
  return Object.fromEntries(
    error.issues.map(({ path }) => {
      const given = path.reduce<unknown>(
        (at, name) => (at as Record<PropertyKey, unknown> | null | undefined)?.[name],
        body,
      )
      const blank = given === undefined || given === null || (typeof given === 'string' && given.trim() === '')
      return [path.join('.') || 'body', [blank ? "can't be blank" : 'is not valid']]
    }),
  )
}
