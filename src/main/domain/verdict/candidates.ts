import { travellerKey } from '../name-match.ts'
import { type Comparison, compareCharges } from './compare.ts'
import type { JudgedCharge } from './judged.ts'

/** An attempt that failed took no money: it is no part of any group. */
const isMoney = ({ state }: JudgedCharge): boolean => state !== 'failed'

/**
 * The pairs of one departure that are worth comparing: those that share a card, an e-mail address, a phone or a traveller's
 * name. Whoever shares none of these is a stranger. By the id of the one and then of the other, earliest first.
 */
export function comparePairs(charges: readonly JudgedCharge[]): Comparison[] {
  const shared = new Map<string, JudgedCharge[]>()
  for (const charge of charges.filter(isMoney)) {
    for (const key of new Set(keysOf(charge))) {
      const others = shared.get(key)
      if (others === undefined) shared.set(key, [charge])
      else others.push(charge)
    }
  }
  const pairs = new Map<string, Comparison>()
  for (const members of shared.values()) {
    for (const [index, a] of members.entries()) {
      for (const b of members.slice(index + 1)) {
        const key = pairKey(a.id, b.id)
        if (!pairs.has(key)) pairs.set(key, compareCharges(a, b))
      }
    }
  }
  return [...pairs.values()]
}

/** The same for a pair in either order. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

function keysOf({ recordId, cardFingerprint, email, phone, ...name }: JudgedCharge): string[] {
  return [
    `record ${recordId}`,
    ...(cardFingerprint === '' ? [] : [`card ${cardFingerprint}`]),
    ...(email === '' ? [] : [`mail ${email.toLowerCase()}`]),
    ...(phone === null ? [] : [`phone ${phone.replace(/\D/gu, '')}`]),
    `name ${travellerKey(name)}`,
  ]
}
