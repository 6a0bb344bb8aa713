import { compareNames, travellerKey } from '../names/name-match.ts'
import { type Comparison, compareCharges, type Rules } from './compare.ts'
import type { PairDecisions } from './decisions.ts'
import type { JudgedCharge } from './judged.ts'
import { idsOf, pairKey } from './pair-key.ts'
import { countedRefunds, leftOf } from './refunded.ts'

/**
 * The pairs that are worth comparing: those of one departure that share a booking, a card, an e-mail address, a phone or a
 * traveller's name, because whoever shares none of these is a stranger; and those that a person has spoken of.
 */
export function comparePairs(all: readonly JudgedCharge[], said: PairDecisions, rules: Rules): Comparison[] {
  const charges = all.filter((charge) => tookMoney(charge) && !isCancelled(charge))
  const pairs = new Map<string, Comparison>()
  for (const ofDeparture of Map.groupBy(charges, departureOf).values()) comparePairsOf(ofDeparture, rules, pairs)
  const byId = new Map(charges.map((charge) => [charge.id, charge]))
  for (const key of said.keys()) {
    const [a, b] = idsOf(key).map((id) => byId.get(id))
    if (a !== undefined && b !== undefined && !pairs.has(key)) pairs.set(key, compareCharges(a, b, 0, rules))
  }
  return [...pairs.values()]
}

function comparePairsOf(charges: readonly JudgedCharge[], rules: Rules, pairs: Map<string, Comparison>): void {
  const buyers = new Map<string, Buyer>()
  for (const [key, members] of Map.groupBy(charges, buyerOf)) buyers.set(key, asBuyer(members))
  for (const [shared, members] of groupByKeys(charges)) {
    if (isAgency(shared, members)) continue
    for (const [index, a] of members.entries()) {
      for (const b of members.slice(index + 1)) {
        const key = pairKey(a.id, b.id)
        if (pairs.has(key)) continue
        pairs.set(key, compareCharges(a, b, countApart(a, b, buyers.get(buyerOf(a))), rules))
      }
    }
  }
}

/** More references than this on one card, address or phone are an agency's. */
const AGENCY_REFERENCES = 40

/**
 * What an agency shares among all its travellers makes no two of them worth comparing: a name in common does. It would be a
 * question at most, because the buyer booked so many apart, and the pairs of five hundred travellers take seconds.
 */
const isAgency = (shared: string, members: readonly JudgedCharge[]): boolean =>
  members.length > AGENCY_REFERENCES &&
  !/^(?:booking|name) /.test(shared) &&
  new Set(members.map(({ reference }) => reference)).size > AGENCY_REFERENCES

/** What of a charge makes it worth comparing to another. */
export type Keyed = Pick<
  JudgedCharge,
  'id' | 'bookingId' | 'cardFingerprint' | 'email' | 'phone' | 'givenName' | 'surname'
>

/**
 * The charges of one departure that share something with another of them, by id. No other is ever compared, unless a person
 * has spoken of it: the rest of the departure need not be read.
 */
export function findSharing(charges: readonly Keyed[]): ReadonlySet<string> {
  const sharing = new Set<string>()
  for (const keyOf of Object.values(KEYS)) {
    const firstWith = new Map<string, string>()
    for (const charge of charges) {
      const key = keyOf(charge)
      if (key === null) continue
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, charge.id)
      else sharing.add(first).add(charge.id)
    }
  }
  return sharing
}

const departureOf = ({ flightNumber, departure }: JudgedCharge): string => `${flightNumber} ${departure}`

/** An attempt that failed is no part of any group. */
const tookMoney = ({ state }: JudgedCharge): boolean => state !== 'failed'

/** Cancelled by the customer, with the money given back for that: what they bought afterwards is a purchase of its own. */
export const isCancelled = (charge: JudgedCharge): boolean =>
  charge.status === 'cancelled' &&
  leftOf(charge) === 0 &&
  countedRefunds(charge).every(({ reason }) => reason === 'cancelled')

/** Who pays: a card with the address that the tickets go to. */
const buyerOf = ({ cardFingerprint, email }: JudgedCharge): string => `${cardFingerprint} ${email.toLowerCase()}`

/** The charges of one buyer under each of their references, and which of these are apart from whom, once that was asked. */
interface Buyer {
  readonly byReference: ReadonlyMap<string, readonly JudgedCharge[]>
  readonly apartFrom: Map<string, ReadonlySet<string>>
}

const asBuyer = (charges: readonly JudgedCharge[]): Buyer => ({
  byReference: Map.groupBy(charges, ({ reference }) => reference),
  apartFrom: new Map(),
})

/**
 * How many other travellers the buyer of `a` has booked under references that have neither `a` nor `b` in them, nor
 * anybody of their name: a party that was booked again brings the same travellers.
 */
function countApart(a: JudgedCharge, b: JudgedCharge, buyer: Buyer | undefined): number {
  if (buyer === undefined || buyerOf(a) !== buyerOf(b) || a.reference === b.reference) return 0
  // Whoever left neither a card nor an address is nobody's buyer.
  if (a.cardFingerprint === '' && a.email === '') return 0
  const name = `${a.givenName}\n${a.surname}`
  const apart = buyer.apartFrom.get(name) ?? referencesApart(a, buyer)
  buyer.apartFrom.set(name, apart)
  return apart.size - Number(apart.has(a.reference)) - Number(apart.has(b.reference))
}

function referencesApart(a: JudgedCharge, { byReference }: Buyer): ReadonlySet<string> {
  const isOther = (charge: JudgedCharge): boolean => compareNames(charge, a).likeness === 'different'
  const apart = [...byReference].filter(([, members]) => members.every(isOther))
  return new Set(apart.map(([reference]) => reference))
}

function groupByKeys<T extends Keyed>(charges: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const shared = new Map<string, T[]>()
  for (const charge of charges) {
    for (const key of keysOf(charge)) {
      const others = shared.get(key)
      if (others === undefined) shared.set(key, [charge])
      else others.push(charge)
    }
  }
  return shared
}

const keysOf = (charge: Keyed): string[] =>
  Object.entries(KEYS).flatMap(([what, keyOf]) => {
    const key = keyOf(charge)
    return key === null ? [] : [`${what} ${key}`]
  })

/** What two charges can share; null where one has none of it. */
const KEYS: Readonly<Record<string, (charge: Keyed) => string | null>> = {
  booking: ({ bookingId }) => bookingId,
  card: ({ cardFingerprint }) => (cardFingerprint === '' ? null : cardFingerprint),
  mail: ({ email }) => (email === '' ? null : email.toLowerCase()),
  phone: ({ phone }) => (phone === null ? null : phone.replace(/\D/gu, '')),
  name: travellerKey,
}
