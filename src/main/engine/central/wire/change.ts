import { z } from 'zod'
import type { Change, Kind } from '../../domain/change.ts'
import { bookingData, chargeData, decisionData, id, refundData } from './change-data.ts'
import { parsePlainChange } from './plain-change.ts'

/** The contract's `booking` is a booking here (shared/model): a Booking may have several. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['booking', 'booking'],
  ['charge', 'charge'],
  ['refund', 'refund'],
  ['decision', 'decision'],
])

const envelope = z.object({
  seq: z.int().nonnegative(),
  kind: z.string().min(1).max(64),
  op: z.enum(['upsert', 'delete']),
  id,
  version: z.int().nonnegative(),
  data: z.unknown(),
})

/** A change that does not parse: which one, as far as that can be read, and why; never its content. */
export interface Unparsed {
  readonly seq: number
  /** As the store calls it; `?` where it could not be read. */
  readonly kind: string
  readonly itemId: string
  readonly version: number
  /** Where in the change, and what is wrong there: `data.amount_minor: too_small`. */
  readonly reason: string
}

/** One change of the feed, or why it is none. */
export function parseChange(json: unknown): { readonly change: Change } | { readonly unparsed: Unparsed } {
  const plain = parsePlainChange(json)
  return plain === null ? parseAnyChange(json) : { change: plain }
}

/** The same by the schemas alone: every kind of change, and what is wrong with one. */
export function parseAnyChange(json: unknown): ReturnType<typeof parseChange> {
  const head = envelope.safeParse(json)
  if (!head.success) return { unparsed: describe(json, reasonOf(head.error)) }
  const { seq, op, id: itemId, version, data } = head.data
  const kind = KINDS.get(head.data.kind)
  const which = { seq, id: itemId, version }
  const refuse = (reason: string) => ({
    unparsed: { seq, kind: kind ?? head.data.kind, itemId, version, reason },
  })
  if (kind === undefined) return refuse('kind: unknown')
  if (op === 'delete') {
    return kind === 'refund' ? refuse('op: a refund is never deleted') : { change: { ...which, op, kind } }
  }
  switch (kind) {
    case 'booking': {
      const facts = bookingData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
    case 'charge': {
      const facts = chargeData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
    case 'refund': {
      const facts = refundData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
    case 'decision': {
      const facts = decisionData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
  }
}

const loose = z.object({
  seq: z.int().nonnegative().catch(0),
  kind: z.string().max(64).catch('?'),
  id: z.string().max(64).catch('?'),
  version: z.int().nonnegative().catch(0),
})

/** What can still be read of a change whose envelope is broken. */
function describe(json: unknown, reason: string): Unparsed {
  const read = loose.safeParse(json)
  const { seq, kind, id: itemId, version } = read.success ? read.data : { seq: 0, kind: '?', id: '?', version: 0 }
  return { seq, kind: KINDS.get(kind) ?? kind, itemId, version, reason }
}

/** The first thing wrong, by its place and zod's code: a value of the booking never gets into it. */
function reasonOf(error: z.ZodError, within?: string): string {
  const [issue] = error.issues
  const path = [...(within === undefined ? [] : [within]), ...(issue?.path ?? [])].map(String).join('.')
  return `${path === '' ? 'change' : path}: ${issue?.code ?? 'unreadable'}`
}
