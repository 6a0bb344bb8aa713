import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { GATEWAYS, INTENT_STATES, REFUND_REASONS } from '../../../../shared/model/lists.ts'
import { KEEP_GUARDS } from '../../../../shared/rules/keep-one.ts'
import type { intent } from '../desk/schema/refunds.ts'

const text = z.string()
const instant = z.int()
const state = z.enum(INTENT_STATES)
const gateway = z.enum(GATEWAYS)
const person = z.object({ id: text, name: text })
const money = { amountMinor: z.int(), currency: text }
const comparable = z.object({ state: text, gateway: text, purpose: text, amountMinor: z.int(), refundedMinor: z.int() })

/** What changes in an intent: the columns of its row after a step. */
const progress = z.object({
  state,
  gateway,
  rerouted: z.boolean(),
  attempts: z.int(),
  firstAttemptAt: instant.nullable(),
  lastAttemptAt: instant.nullable(),
  problemCode: text.nullable(),
  refundId: text.nullable(),
  centralState: text.nullable(),
  centralUpdatedAt: instant.nullable(),
  endedAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  faster: z
    .object({
      currentRefundedMinor: z.int().nullable(),
      refunds: z.array(z.object({ ...money, chargeId: text, who: person, at: instant, state: text })),
    })
    .nullable(),
})

/** What never changes: the columns that were promised, and the facts that the screen shows of them. */
const promise = z.object({
  agentId: text,
  agentName: text,
  chargeId: text,
  keepChargeId: text.nullable(),
  ...money,
  reason: z.enum(REFUND_REASONS),
  note: text,
  expectedRefundedMinor: z.int(),
  /** The request's bytes, base64. */
  body: z.base64(),
  bodySha256: text,
  createdAt: instant,
  bookingId: text,
  bookingReference: text,
  travellerName: text,
  flightNumber: text,
  departure: text,
  cardLast4: text,
  cardBrand: text,
  facts: z
    .object({
      charge: comparable,
      booking: text,
      keep: comparable.extend({ booking: text }).nullable(),
      // Lines of an older build do not have it.
      guard: z.enum(KEEP_GUARDS).nullable().default(null),
    })
    .nullable(),
})

const lineSchema = z.object({
  v: z.literal(2),
  key: z.uuid(),
  /** The number of the step: the higher one is the later word, in whichever of the two files it stands. */
  step: z.int().positive(),
  audit: z.object({
    at: instant,
    who: person.nullable(),
    from: state.nullable(),
    to: state,
    why: text,
    note: text.nullable(),
  }),
  progress,
  /** With the first line of an intent, and wherever the journal does not know it yet. */
  promise: promise.optional(),
})

/** One step of one intent, as the side journal keeps it. */
export type JournalLine = z.infer<typeof lineSchema>

/** The columns of `intent` that a line brings back, its promise included. */
export function rowOf(line: JournalLine, promised: NonNullable<JournalLine['promise']>) {
  return { ...promised, body: Buffer.from(promised.body, 'base64'), ...line.progress, key: line.key, step: line.step }
}

/** The line of a row as it stands after a step. */
export function lineOf(row: typeof intent.$inferSelect, audit: JournalLine['audit'], isFirst: boolean): JournalLine {
  const line = { v: 2 as const, key: row.key, step: row.step, audit, progress: progress.parse(row) }
  return isFirst ? { ...line, promise: promise.parse({ ...row, body: row.body.toString('base64') }) } : line
}

/** `<crc32 of the JSON, 8 hex digits> <JSON>` and a newline. */
export function writeLine(line: JournalLine): string {
  const json = JSON.stringify(line)
  return `${checksum(json)} ${json}\n`
}

/** The step that a line keeps; null for a line that is not whole. */
export function readLine(written: string): JournalLine | null {
  const json = written.slice(9)
  if (written.slice(0, 9) !== `${checksum(json)} `) return null
  return lineSchema.safeParse(asSecondVersion(JSON.parse(json))).data ?? null
}

const firstVersion = z.looseObject({
  v: z.literal(1),
  standing: z.unknown(),
  promise: z.looseObject({ recordId: text, recordReference: text }).optional(),
})

/** Renames what release 0.1 called otherwise: the booking was a record, the progress was the standing. */
function asSecondVersion(line: unknown): unknown {
  const old = firstVersion.safeParse(line).data
  if (old === undefined) return line
  const { standing: progress, promise, ...rest } = old
  if (promise === undefined) return { ...rest, v: 2, progress }
  const { recordId: bookingId, recordReference: bookingReference, ...promised } = promise
  return { ...rest, v: 2, progress, promise: { ...promised, bookingId, bookingReference } }
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0')
}
