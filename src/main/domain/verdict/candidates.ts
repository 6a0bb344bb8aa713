import { compareNames, travellerKey } from '../name-match.ts'
import { type Comparison, compareCharges, type Rules } from './compare.ts'
import type { Said } from './decisions.ts'
import type { JudgedCharge } from './judged.ts'
import { idsOf, pairKey } from './pair-key.ts'
import { leftOf } from './refunded.ts'

/**
 * The pairs that are worth comparing: those of one departure that share a record, a card, an e-mail address, a phone or a
 * traveller's name, because whoever shares none of these is a stranger; and those that a person has spoken of.
 */
export function comparePairs(all: readonly JudgedCharge[], said: Said, rules: Rules): Comparison[] {
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
  const byBuyer = Map.groupBy(charges, buyerOf)
  for (const members of groupByKeys(charges)) {
    for (const [index, a] of members.entries()) {
      for (const b of members.slice(index + 1)) {
        const key = pairKey(a.id, b.id)
        if (pairs.has(key)) continue
        const othersApart = countApart(a, b, byBuyer.get(buyerOf(a)) ?? [])
        pairs.set(key, compareCharges(a, b, othersApart, rules))
      }
    }
  }
}

const departureOf = ({ flightNumber, departure }: JudgedCharge): string => `${flightNumber} ${departure}`

/** An attempt that failed is no part of any group. */
export const tookMoney = ({ state }: JudgedCharge): boolean => state !== 'failed'

/** Cancelled by the customer, with the money given back for that: what they bought afterwards is a purchase of its own. */
export const isCancelled = (charge: JudgedCharge): boolean =>
  charge.status === 'cancelled' &&
  charge.refunds.length > 0 &&
  leftOf(charge) === 0 &&
  charge.refunds.every(({ reason }) => reason === 'cancelled')

/** Who pays: a card with the address that the tickets go to. */
const buyerOf = ({ cardFingerprint, email }: JudgedCharge): string => `${cardFingerprint} ${email.toLowerCase()}`

/**
 * How many other travellers the buyer of `a` has booked under references that have neither `a` nor `b` in them, nor
 * anybody of their name: a party that was booked again brings the same travellers.
 */
function countApart(a: JudgedCharge, b: JudgedCharge, ofBuyer: readonly JudgedCharge[]): number {
  if (ofBuyer.length < 3 || buyerOf(a) !== buyerOf(b) || a.reference === b.reference) return 0
  const byReference = Map.groupBy(ofBuyer, ({ reference }) => reference)
  byReference.delete(a.reference)
  byReference.delete(b.reference)
  const isOther = (charge: JudgedCharge): boolean => compareNames(charge, a).likeness === 'different'
  return [...byReference.values()].filter((members) => members.every(isOther)).length
}

function groupByKeys(charges: readonly JudgedCharge[]): Iterable<readonly JudgedCharge[]> {
  const shared = new Map<string, JudgedCharge[]>()
  for (const charge of charges) {
    for (const key of keysOf(charge)) {
      const others = shared.get(key)
      if (others === undefined) shared.set(key, [charge])
      else others.push(charge)
    }
  }
  return shared.values()
}

function keysOf({ recordId, cardFingerprint, email, phone, ...name }: JudgedCharge): string[] {
  return [
    `record ${recordId}`,
    ...(cardFingerprint === '' ? [] : [`card ${cardFingerprint}`]),
    ...(email === '' ? [] : [`mail ${email.toLowerCase()}`]),
    ...(phone === null ? [] : [`phone ${phone.replace(/\D/gu, '')}`]),
    `name ${travellerKey(name)}`,
  ]
}
