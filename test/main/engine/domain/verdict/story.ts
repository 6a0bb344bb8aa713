import { entityDigest } from '../../../../../src/main/engine/domain/entity-hash.ts'
import type {
  JudgedCharge,
  JudgedDecision,
  JudgedGroup,
  JudgedRefund,
} from '../../../../../src/main/engine/domain/verdict/judged.ts'

/** The start of the stories in UTC ms; the departures are later. */
export const BEGIN = Date.UTC(2026, 4, 4, 9)
/** The default fare in minor units. */
export const FARE = 18_000

/** The facts of a payment that differ from the default. */
export interface Facts {
  /** Given name, a space, surname. */
  readonly who?: string
  /** Minutes after `BEGIN`. */
  readonly at?: number
  /** The id of its booking; by default a booking of its own. */
  readonly booking?: string
  /** By default a reference of its own for each booking. */
  readonly reference?: string
  readonly card?: string
  readonly email?: string
  readonly phone?: string | null
  readonly flight?: string
  /** Local clock time, YYYYMMDDhhmm. */
  readonly departure?: number
  readonly service?: string | null
  readonly status?: string
  readonly purpose?: string
  readonly state?: string
  readonly gateway?: string
  readonly amountMinor?: number
  readonly currency?: string
  readonly refunds?: readonly JudgedRefund[]
}

const TAKEN: ReadonlySet<string> = new Set(['captured', 'disputed'])

/** A charge as the rules get it; by default of Davey Jones, on his card and address, for one flight. */
export function aCharge(id: string, facts: Facts = {}): JudgedCharge {
  const {
    who = 'Davey Jones',
    at = 0,
    booking = `booking of ${id}`,
    card = 'card of Davey',
    state = 'captured',
  } = facts
  const [givenName = '', ...surname] = who.split(' ')
  const { flight: flightNumber = 'EI164', departure = 202606282015 } = facts
  const charge = {
    id,
    bookingId: booking,
    reference: facts.reference ?? `reference of ${booking}`,
    givenName,
    surname: surname.join(' '),
    cardFingerprint: card,
    email: facts.email ?? 'davey@example.com',
    phone: facts.phone ?? null,
    flightNumber,
    departure,
    serviceCode: facts.service ?? null,
    status: facts.status ?? 'confirmed',
    purpose: facts.purpose ?? 'fare',
    state,
    gateway: facts.gateway ?? 'old',
    amountMinor: facts.amountMinor ?? FARE,
    currency: facts.currency ?? 'EUR',
    authorisedAt: BEGIN + at * 60_000,
    capturedAt: TAKEN.has(state) ? BEGIN + at * 60_000 : null,
    refunds: facts.refunds ?? [],
  }
  return { ...charge, entityId: entityOf(charge) }
}

/** The id of the entity: one for each entity hash, as in the copy. */
function entityOf({
  cardFingerprint,
  departure,
  ...facts
}: Pick<JudgedCharge, 'givenName' | 'surname' | 'cardFingerprint' | 'flightNumber' | 'departure'>): number {
  const part = (digits: number, size: number): number => Math.floor(departure / 10 ** digits) % 10 ** size
  return entityDigest({
    ...facts,
    card: { fingerprint: cardFingerprint },
    departure: { year: part(8, 4), month: part(6, 2), day: part(4, 2), hour: part(2, 2), minute: part(0, 2) },
  }).readUIntBE(0, 6)
}

/** A refund; by default of the whole fare, as a duplicate, and succeeded. */
export const aRefund = (refund: Partial<JudgedRefund> = {}): JudgedRefund => ({
  amountMinor: FARE,
  reason: 'duplicate',
  state: 'succeeded',
  keepChargeId: null,
  ...refund,
})

/** A decision of a person on charges. */
export const aDecision = (
  id: string,
  verdict: JudgedDecision['verdict'],
  chargeIds: readonly string[],
  more: Partial<JudgedDecision> = {},
): JudgedDecision => ({ id, verdict, chargeIds, supersedes: null, decidedAt: BEGIN, ...more })

/** A group in one line: verdict, confidence, charges, the charge to keep and the charges to give back. */
export function summarise({ verdict, confidence, chargeIds, keepChargeId, giveBackIds }: JudgedGroup): string {
  const back = giveBackIds.length === 0 ? '' : `, give back ${giveBackIds.join(' ')}`
  return `${verdict}, ${confidence}: ${chargeIds.join(' ')}; keep ${keepChargeId ?? 'none'}${back}`
}

/** The codes of all reasons of the groups. */
export const reasonsOf = (groups: readonly Pick<JudgedGroup, 'reasons'>[]): string[] =>
  groups.flatMap(({ reasons }) => reasons.map(({ code }) => code))
