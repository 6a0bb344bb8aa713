import { compareNames, travellerKey } from '../names/name-match.ts'
import { type Comparison, compareCharges, type Rules } from './compare.ts'
import type { PairDecisions } from './decisions.ts'
import type { JudgedCharge } from './judged.ts'
import { idsOf, pairKey } from './pair-key.ts'
import { countedRefunds, leftOf } from './refunded.ts'

/**
 * Finds the candidate pairs and compares each by every rule. A candidate pair is two charges of one departure that
 * share a blocking key: booking, card, e-mail address, phone or traveller's name. Two charges that share none of these
 * belong to strangers. A pair that a person decided on is compared too, whatever it shares and also across departures.
 *
 * Failed attempts take no part, nor do purchases that the customer cancelled and got back.
 *
 * @returns One comparison for each pair; any other pair was never compared.
 */
export function comparePairs(all: readonly JudgedCharge[], decisions: PairDecisions, rules: Rules): Comparison[] {
  const charges = all.filter((charge) => tookMoney(charge) && !isCancelled(charge))
  const pairs = new Map<string, Comparison>()
  for (const members of Map.groupBy(charges, departureOf).values()) compareWithinDeparture(members, rules, pairs)
  const byId = new Map(charges.map((charge) => [charge.id, charge]))
  for (const key of decisions.keys()) {
    const [a, b] = idsOf(key).map((id) => byId.get(id))
    if (a !== undefined && b !== undefined && !pairs.has(key)) pairs.set(key, compareCharges(a, b, 0, rules))
  }
  return [...pairs.values()]
}

/** Adds the comparisons of one departure's candidate pairs to `pairs`, by `pairKey`. */
function compareWithinDeparture(charges: readonly JudgedCharge[], rules: Rules, pairs: Map<string, Comparison>): void {
  const buyers = new Map<string, Buyer>()
  for (const [key, members] of Map.groupBy(charges, buyerOf)) buyers.set(key, asBuyer(members))
  for (const [blockingKey, members] of groupByKeys(charges)) {
    if (isAgency(blockingKey, members)) continue
    for (const [index, a] of members.entries()) {
      for (const b of members.slice(index + 1)) {
        const key = pairKey(a.id, b.id)
        if (pairs.has(key)) continue
        pairs.set(key, compareCharges(a, b, countOthersApart(a, b, buyers.get(buyerOf(a))), rules))
      }
    }
  }
}

/** A card, e-mail address or phone with more references than this on one departure belongs to an agency. */
const AGENCY_REFERENCES = 40

/**
 * True when a blocking key belongs to an agency, which uses one card, address or phone for all its travellers. Such a
 * key finds no pairs; a shared name still does. A pair that shares nothing else would be `maybe` at best,
 * because the buyer has so many other references (`bookedApart`), and comparing all pairs of five hundred travellers
 * takes seconds.
 */
const isAgency = (blockingKey: string, members: readonly JudgedCharge[]): boolean =>
  members.length > AGENCY_REFERENCES &&
  !/^(?:booking|name) /.test(blockingKey) &&
  new Set(members.map(({ reference }) => reference)).size > AGENCY_REFERENCES

/** The facts of a charge that its blocking keys are made of. */
export type BlockingFacts = Pick<
  JudgedCharge,
  'id' | 'bookingId' | 'cardFingerprint' | 'email' | 'phone' | 'givenName' | 'surname'
>

/**
 * Finds the charges of one departure that share a blocking key with another charge of it. Returns their ids. The other
 * charges need not be read whole, unless a person decided on them: `comparePairs` never compares them.
 */
export function findSharing(charges: readonly BlockingFacts[]): ReadonlySet<string> {
  const sharing = new Set<string>()
  for (const keyOf of Object.values(BLOCKING_KEYS)) {
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

/** A failed attempt took no money, so it belongs to no group. */
const tookMoney = ({ state }: JudgedCharge): boolean => state !== 'failed'

/**
 * True when the booking was cancelled and all the money went back for that reason. What the customer buys afterwards is
 * a purchase of its own.
 */
export const isCancelled = (charge: JudgedCharge): boolean =>
  charge.status === 'cancelled' &&
  leftOf(charge) === 0 &&
  countedRefunds(charge).every(({ reason }) => reason === 'cancelled')

/** A key for who pays: the card with the e-mail address that the tickets go to. */
const buyerOf = ({ cardFingerprint, email }: JudgedCharge): string => `${cardFingerprint} ${email.toLowerCase()}`

/** What one buyer paid for on a departure. */
interface Buyer {
  readonly byReference: ReadonlyMap<string, readonly JudgedCharge[]>
  /** By traveller's name: `referencesWithout` that traveller. A cache, because each name is asked for many times. */
  readonly referencesWithout: Map<string, ReadonlySet<string>>
}

const asBuyer = (charges: readonly JudgedCharge[]): Buyer => ({
  byReference: Map.groupBy(charges, ({ reference }) => reference),
  referencesWithout: new Map(),
})

/**
 * Counts the buyer's other references that have nobody in them whose name is like that of `a`. References of `a` and
 * `b` do not count. 0 unless one buyer paid for `a` and `b` under two references. A party that was booked twice adds
 * nothing, because the repeated reference brings the same travellers.
 */
function countOthersApart(a: JudgedCharge, b: JudgedCharge, buyer: Buyer | undefined): number {
  if (buyer === undefined || buyerOf(a) !== buyerOf(b) || a.reference === b.reference) return 0
  // Without a card and an address, equal keys do not mean one buyer.
  if (a.cardFingerprint === '' && a.email === '') return 0
  const name = `${a.givenName}\n${a.surname}`
  const others = buyer.referencesWithout.get(name) ?? referencesWithout(a, buyer)
  buyer.referencesWithout.set(name, others)
  return others.size - Number(others.has(a.reference)) - Number(others.has(b.reference))
}

/** The buyer's references in which every traveller has another name than `a`. */
function referencesWithout(a: JudgedCharge, { byReference }: Buyer): ReadonlySet<string> {
  const isOther = (charge: JudgedCharge): boolean => compareNames(charge, a).likeness === 'different'
  const others = [...byReference].filter(([, members]) => members.every(isOther))
  return new Set(others.map(([reference]) => reference))
}

function groupByKeys<T extends BlockingFacts>(charges: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const byKey = new Map<string, T[]>()
  for (const charge of charges) {
    for (const key of keysOf(charge)) {
      const members = byKey.get(key)
      if (members === undefined) byKey.set(key, [charge])
      else members.push(charge)
    }
  }
  return byKey
}

const keysOf = (charge: BlockingFacts): string[] =>
  Object.entries(BLOCKING_KEYS).flatMap(([kind, keyOf]) => {
    const key = keyOf(charge)
    return key === null ? [] : [`${kind} ${key}`]
  })

/** Each kind of blocking key. Null when the charge has none of that kind. */
const BLOCKING_KEYS: Readonly<Record<string, (charge: BlockingFacts) => string | null>> = {
  booking: ({ bookingId }) => bookingId,
  card: ({ cardFingerprint }) => (cardFingerprint === '' ? null : cardFingerprint),
  mail: ({ email }) => (email === '' ? null : email.toLowerCase()),
  phone: ({ phone }) => (phone === null ? null : phone.replace(/\D/gu, '')),
  name: travellerKey,
}
