import { z } from 'zod'
import type { Change, Kind } from '../../domain/change.ts'
import { bookingData, chargeData, decisionData, id, refundData } from './change-data.ts'
import { parsePlainChange } from './plain-change.ts'

/** The kinds of change that this desk knows. */
const KINDS: readonly Kind[] = ['booking', 'charge', 'refund', 'decision']

const envelope = z.object({
  seq: z.int().nonnegative(),
  kind: z.string().min(1).max(64),
  op: z.enum(['upsert', 'delete']),
  id,
  version: z.int().nonnegative(),
  data: z.unknown(),
})

/** A change that cannot be read: which one, as far as it says, and why; never its content. */
export interface Unparsed {
  readonly seq: number
  /** As the change names it; `?` when it names none. */
  readonly kind: string
  readonly itemId: string
  readonly version: number
  /** The place in the change, and what is wrong there: `data.amount_minor: too_small`. */
  readonly reason: string
}

/** Reads one change of the feed, or says why it cannot be read. */
export function parseChange(json: unknown): { readonly change: Change } | { readonly unparsed: Unparsed } {
  const plain = parsePlainChange(json)
  return plain === null ? parseAnyChange(json) : { change: plain }
}

/** Reads a change of any kind by the schemas alone, which also say what is wrong with it. */
export function parseAnyChange(json: unknown): ReturnType<typeof parseChange> {
  const head = envelope.safeParse(json)
  if (!head.success) return { unparsed: describe(json, reasonOf(head.error)) }
  const { seq, op, id: itemId, version, data } = head.data
  const kind = KINDS.find((known) => known === head.data.kind)
  const which = { seq, id: itemId, version }
  const refuse = (reason: string) => ({
    unparsed: { seq, kind: head.data.kind, itemId, version, reason },
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

/** Reads what is left of a change whose envelope is broken. */
function describe(json: unknown, reason: string): Unparsed {
  const read = loose.safeParse(json)
  const { seq, kind, id: itemId, version } = read.success ? read.data : { seq: 0, kind: '?', id: '?', version: 0 }
  return { seq, kind, itemId, version, reason }
}

/** The first error, by its place and the code of zod. It never holds a value of the change. */
function reasonOf(error: z.ZodError, within?: string): string {
  const [issue] = error.issues
  const path = [...(within === undefined ? [] : [within]), ...(issue?.path ?? [])].map(String).join('.')
  return `${path === '' ? 'change' : path}: ${issue?.code ?? 'unreadable'}`
}
