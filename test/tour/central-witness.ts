import { entityHash } from '../central/entity-hash.ts'
import type { Booking, Change, Charge, Decision } from '../central/model.ts'

/** A person who paid twice: the facts that a caller gives, and the two charges. */
export interface Call {
  givenName: string
  surname: string
  /** The reference of the booking that was paid first. */
  keepReference: string
  keepChargeId: string
  /** The reference of the booking that was paid second, whose charge is given back. */
  reference: string
  chargeId: string
  amountMinor: number
  currency: string
}

/** The central service as the tour's oracle, asked beside the desk: the tour trusts it and not the desk's screen. */
export interface Witness {
  /** A call for the tour; undefined when nobody paid twice within this person's limit. */
  findCall(): Promise<Call | undefined>
  /** Every refund of a charge. */
  refundsOf(chargeId: string): Promise<{ id: string; state: string; amountMinor: number; currency: string }[]>
}

interface SessionAnswer {
  access_token: string
  user: { refund_limit: { amount_minor: number; currency: string }[] }
}

/** Signs in at a central service; throws an error with one sentence when that fails. */
export async function callWitness(centralUrl: string, username: string, password: string): Promise<Witness> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const body = JSON.stringify({ username, password })
  const answer = await fetch(`${centralUrl}/v1/session`, { ...post, body }).catch(() => undefined)
  if (!answer) throw new Error(`There is no central service at ${centralUrl}.`)
  if (!answer.ok) throw new Error(`The central service did not let ${username} sign in (${answer.status}).`)
  const session = (await answer.json()) as SessionAnswer

  async function latest(): Promise<Change[]> {
    const headers = { authorization: `Bearer ${session.access_token}`, accept: 'application/x-ndjson' }
    const snapshot = await fetch(`${centralUrl}/v1/snapshot`, { headers })
    if (!snapshot.ok) throw new Error(`The central service gave no snapshot (${snapshot.status}).`)
    const lines = (await snapshot.text()).trimEnd().split('\n').slice(1, -1)
    return lines.map((line) => JSON.parse(line) as Change)
  }

  const limits = new Map(session.user.refund_limit.map((limit) => [limit.currency, limit.amount_minor]))
  return {
    findCall: async () => findCall(await latest(), limits),
    refundsOf: async (chargeId) =>
      (await latest()).flatMap(({ kind, op, id, data }) => {
        const refund = data as { charge_id: string; state: string; amount_minor: number; currency: string }
        if (kind !== 'refund' || op !== 'upsert' || refund.charge_id !== chargeId) return []
        return [{ id, state: refund.state, amountMinor: refund.amount_minor, currency: refund.currency }]
      }),
  }
}

/**
 * The latest pair of fares with one entity hash and amount: both captured, with active bookings, without refunds and
 * decisions.
 */
function findCall(changes: readonly Change[], limits: ReadonlyMap<string, number>): Call | undefined {
  const upserts = changes.filter(({ op }) => op === 'upsert')
  const bookings = new Map(
    upserts.filter(({ kind }) => kind === 'booking').map(({ id, data }) => [id, data as Booking]),
  )
  const changed = new Set(
    upserts.flatMap(({ kind, data }) => {
      if (kind === 'decision') return (data as Decision).charge_ids
      if (kind !== 'refund') return []
      const refund = data as { charge_id: string; keep_charge_id: string | null }
      return [refund.charge_id, refund.keep_charge_id]
    }),
  )
  const groups = new Map<string, { id: string; charge: Charge; booking: Booking; capturedAt: string }[]>()
  for (const { kind, id, data } of upserts) {
    const charge = data as Charge
    const booking = kind === 'charge' ? bookings.get(charge.booking_id) : undefined
    if (!booking || charge.purpose !== 'fare' || charge.state !== 'captured' || !charge.captured_at) continue
    if (booking.status !== 'confirmed' || booking.service_code !== null || changed.has(id)) continue
    if (charge.amount_minor > (limits.get(charge.currency) ?? 0)) continue
    const key = `${entityHash(booking)} ${charge.amount_minor} ${charge.currency}`
    groups.set(key, [...(groups.get(key) ?? []), { id, charge, booking, capturedAt: charge.captured_at }])
  }
  const pairs = [...groups.values()]
    .filter((group) => new Set(group.map(({ booking }) => booking.reference)).size === 2 && group.length === 2)
    .map((group) => group.toSorted((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1)))
  const [first, second] =
    pairs.toSorted((a, b) => ((a[1]?.capturedAt ?? '') < (b[1]?.capturedAt ?? '') ? 1 : -1))[0] ?? []
  if (!first || !second) return undefined
  return {
    givenName: second.booking.traveller.given_name.trim(),
    surname: second.booking.traveller.surname.trim(),
    keepReference: first.booking.reference,
    keepChargeId: first.id,
    reference: second.booking.reference,
    chargeId: second.id,
    amountMinor: second.charge.amount_minor,
    currency: second.charge.currency,
  }
}
