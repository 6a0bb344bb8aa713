import { entityDigest } from '../../../../../src/main/engine/domain/entity-hash.ts'
import type {
  JudgedCharge,
  JudgedDecision,
  JudgedGroup,
  JudgedRefund,
} from '../../../../../src/main/engine/domain/verdict/judged.ts'

/** When the stories begin, UTC ms; departures are later. */
export const BEGIN = Date.UTC(2026, 4, 4, 9)
/** A fare when nothing else is said, in minor units. */
export const FARE = 18_000

/** What sets one payment apart from the next. */
export interface Told {
  /** Given name, a space, surname. */
  readonly who?: string
  /** Minutes after the story's begin. */
  readonly at?: number
  /** Its booking; one of its own when not said. */
  readonly booking?: string
  /** One of the booking's own when not said. */
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

/** A payment as the verdicts see it. When nothing else is said: Davey Jones, his card, his mail and one flight. */
export function paid(id: string, told: Told = {}): JudgedCharge {
  const { who = 'Davey Jones', at = 0, booking = `booking of ${id}`, card = 'card of Davey', state = 'captured' } = told
  const [givenName = '', ...surname] = who.split(' ')
  const { flight: flightNumber = 'EI164', departure = 202606282015 } = told
  const charge = {
    id,
    bookingId: booking,
    reference: told.reference ?? `reference of ${booking}`,
    givenName,
    surname: surname.join(' '),
    cardFingerprint: card,
    email: told.email ?? 'davey@example.com',
    phone: told.phone ?? null,
    flightNumber,
    departure,
    serviceCode: told.service ?? null,
    status: told.status ?? 'confirmed',
    purpose: told.purpose ?? 'fare',
    state,
    gateway: told.gateway ?? 'old',
    amountMinor: told.amountMinor ?? FARE,
    currency: told.currency ?? 'EUR',
    authorisedAt: BEGIN + at * 60_000,
    capturedAt: TAKEN.has(state) ? BEGIN + at * 60_000 : null,
    refunds: told.refunds ?? [],
  }
  return { ...charge, entityId: entityOf(charge) }
}

/** One entity for each entity hash, as in the copy. */
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

/** Money given back. When nothing else is said: the whole fare, as a duplicate, with success. */
export const back = (refund: Partial<JudgedRefund> = {}): JudgedRefund => ({
  amountMinor: FARE,
  reason: 'duplicate',
  state: 'succeeded',
  keepChargeId: null,
  ...refund,
})

/** A person's word on charges. */
export const word = (
  id: string,
  verdict: JudgedDecision['verdict'],
  chargeIds: readonly string[],
  more: Partial<JudgedDecision> = {},
): JudgedDecision => ({ id, verdict, chargeIds, supersedes: null, decidedAt: BEGIN, ...more })

/** A group in one line: its verdict, how sure, its charges, which stays paid and what goes back. */
export function tell({ verdict, confidence, chargeIds, keepChargeId, giveBackIds }: JudgedGroup): string {
  const back = giveBackIds.length === 0 ? '' : `, give back ${giveBackIds.join(' ')}`
  return `${verdict}, ${confidence}: ${chargeIds.join(' ')}; keep ${keepChargeId ?? 'none'}${back}`
}

/** The codes of all reasons. */
export const reasonsOf = (groups: readonly Pick<JudgedGroup, 'reasons'>[]): string[] =>
  groups.flatMap(({ reasons }) => reasons.map(({ code }) => code))
