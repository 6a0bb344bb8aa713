import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Queries } from './database.ts'
import { entityHash } from './entity-hash.ts'
import { publish } from './feed/publish.ts'
import { type Booking, booking, card, standing } from './model.ts'
import { type Answer, problem } from './problem.ts'
import { type KeyedPost, keyedRequest } from './refunds/give-refund.ts'
import { answerOnce, type Decided } from './refunds/key-ledger.ts'
import type { Service } from './service.ts'

const newBooking = booking.omit({ status: true }).extend({ card: card.extend({ token: z.string().max(400) }) })
type NewBooking = z.infer<typeof newBooking>

/** `GET /v1/bookings?entity_hash=…`: every record with that hash, old ones too, each with its id and charges. */
export async function bookingsOf({ db }: Service, asked: unknown): Promise<Answer> {
  const parsed = z.object({ entity_hash: z.string().length(44) }).safeParse(asked)
  if (!parsed.success) return problem(400, 'bad_request', 'An entity_hash of 44 characters is needed.')
  const rows = await db.query<{ id: string; version: number; data: string }>(
    'select id, version, data from booking where entity_hash = $1 order by id',
    [parsed.data.entity_hash],
  )
  return { status: 200, body: { items: await Promise.all(rows.map((row) => withCharges(db, row))) } }
}

/** `POST /v1/bookings`: 201, 409 `entity_taken` with the standing booking, 422 with the fields that say nothing. */
export async function takeBooking(service: Service, post: KeyedPost): Promise<Answer> {
  const keyed = keyedRequest(service, post)
  if (!keyed) return problem(400, 'bad_request', 'The header Idempotency-Key is needed: a UUID as a quoted string.')
  if (post.body === undefined) return problem(400, 'bad_request', 'The body is not JSON.')
  const parsed = newBooking.safeParse(post.body)
  const errors = parsed.success ? blanks(parsed.data) : wrongFields(parsed.error)
  if (!parsed.success || Object.keys(errors).length > 0) {
    return problem(422, 'invalid', 'Some fields are not filled in.', { errors })
  }
  const answer = await answerOnce(
    service.db,
    keyed,
    async () => undefined,
    (tx) => take(tx, parsed.data),
  )
  service.bell.emit('changed')
  return answer
}

async function take(tx: Queries, { card: paid, ...rest }: NewBooking): Promise<Decided> {
  const { token, ...card } = paid
  const data: Booking = { ...rest, status: 'confirmed', card }
  const hash = entityHash(data)
  // One booking of an entity at a time.
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [hash])
  if (data.service_code !== 'EXST') {
    const [taken] = await tx.query<{ id: string; version: number; data: string }>(
      `select id, version, data from booking where entity_hash = $1 and status in ($2, $3)
         and service_code is distinct from 'EXST' order by id limit 1`,
      [hash, ...standing],
    )
    if (taken) {
      const existing = await withCharges(tx, taken)
      return { answer: problem(409, 'entity_taken', 'This booking stands already.', { existing }) }
    }
  }
  const [fresh] = await tx.query('insert into card_token (token) values ($1) on conflict do nothing returning token', [
    token,
  ])
  if (!fresh) {
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
  const told = charges.map((charge) => ({
    id: charge.id,
    version: charge.version,
    ...(JSON.parse(charge.data) as object),
  }))
  return { id, version, ...(JSON.parse(data) as Booking), charges: told }
}

/** Strings that must say something; a phone, a seat and a service code may be null but not empty. */
function blanks(given: NewBooking): Record<string, string[]> {
  const { reference, channel, traveller, flight, card, seat, service_code, booked_at } = given
  const { number, origin, destination } = flight
  const fields = {
    reference,
    channel,
    seat,
    service_code,
    booked_at,
    traveller,
    flight: { number, origin, destination },
    card,
  }
  const errors: Record<string, string[]> = {}
  for (const [name, value] of Object.entries(fields)) {
    const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [['', value] as const]
    for (const [part, text] of inner) {
      if (typeof text === 'string' && text.trim() === '') errors[part ? `${name}.${part}` : name] = ["can't be blank"]
    }
  }
  return errors
}

function wrongFields(error: z.ZodError): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const issue of error.issues)
    errors[issue.path.join('.') || 'body'] = [missing(issue) ? "can't be blank" : 'is not valid']
  return errors
}

function missing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
}
