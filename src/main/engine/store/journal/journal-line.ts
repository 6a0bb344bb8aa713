import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { INTENT_STATES } from '../../domain/refund/state.ts'
import type { intent } from '../desk/schema/refunds.ts'

const text = z.string()
const instant = z.int()
const state = z.enum(INTENT_STATES)
const gateway = z.enum(['old', 'new'])
const person = z.object({ id: text, name: text })
const money = { amountMinor: z.int(), currency: text }
const comparable = z.object({ state: text, gateway: text, purpose: text, amountMinor: z.int(), refundedMinor: z.int() })

/** The columns of an intent that change from step to step. */
const changingColumns = z.object({
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

/** The columns of an intent that never change: what was promised, and the facts that the screen shows of the charge. */
const fixedColumns = z.object({
  agentId: text,
  agentName: text,
  chargeId: text,
  keepChargeId: text.nullable(),
  ...money,
  reason: z.enum(['duplicate', 'goodwill', 'cancelled', 'other']),
  note: text,
  expectedRefundedMinor: z.int(),
  /** The request's body, base64. */
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
      // Lines of an older build lack it.
      guard: z.enum(['keep_charge', 'last_paid', 'is_kept']).nullable().default(null),
    })
    .nullable(),
})

const lineSchema = z.object({
  v: z.literal(2),
  key: z.uuid(),
  /**
   * The number of the step, from 1. The higher number is the newer step, whether it is in the journal or in the
   * database.
   */
  step: z.int().positive(),
  audit: z.object({
    at: instant,
    who: person.nullable(),
    from: state.nullable(),
    to: state,
    why: text,
    note: text.nullable(),
  }),
  standing: changingColumns,
  /** Only in the first line of an intent, and in a line that repairs a journal without it. */
  promise: fixedColumns.optional(),
})

/** One step of one intent, as a line of the journal keeps it. */
export type JournalLine = z.infer<typeof lineSchema>

/** The columns of `intent` that a line restores, with the promise of that intent. */
export function rowOf(line: JournalLine, promised: NonNullable<JournalLine['promise']>) {
  return { ...promised, body: Buffer.from(promised.body, 'base64'), ...line.standing, key: line.key, step: line.step }
}

/** The line for a row after a step. `isFirst` adds the promise. */
export function lineOf(row: typeof intent.$inferSelect, audit: JournalLine['audit'], isFirst: boolean): JournalLine {
  const line = { v: 2 as const, key: row.key, step: row.step, audit, standing: changingColumns.parse(row) }
  return isFirst ? { ...line, promise: fixedColumns.parse({ ...row, body: row.body.toString('base64') }) } : line
}

/** Returns `<crc32 of the JSON, 8 hex digits> <JSON>` and a newline. */
export function writeLine(line: JournalLine): string {
  const json = JSON.stringify(line)
  return `${checksum(json)} ${json}\n`
}

/** The step in a line without its newline; null when the line is damaged. */
export function readLine(written: string): JournalLine | null {
  const json = written.slice(9)
  if (written.slice(0, 9) !== `${checksum(json)} `) return null
  return lineSchema.safeParse(asSecondVersion(JSON.parse(json))).data ?? null
}

const firstVersion = z.looseObject({
  v: z.literal(1),
  promise: z.looseObject({ recordId: text, recordReference: text }).optional(),
})

/** Converts a line of release 0.1, which called the booking a record. Returns every other line unchanged. */
function asSecondVersion(line: unknown): unknown {
  const old = firstVersion.safeParse(line).data
  if (old === undefined) return line
  if (old.promise === undefined) return { ...old, v: 2 }
  const { recordId: bookingId, recordReference: bookingReference, ...promised } = old.promise
  return { ...old, v: 2, promise: { ...promised, bookingId, bookingReference } }
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0')
}
