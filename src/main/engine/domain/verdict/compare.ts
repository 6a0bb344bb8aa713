import type { Reason } from '../../../../shared/model/index.ts'
import { compareNames } from '../names/name-match.ts'
import { countSlips } from '../names/slips.ts'
import type { JudgedCharge } from './judged.ts'
import { isSameName, type Pair, type PairRule } from './pair-rules.ts'

/** Rules by name. */
export type Rules = Readonly<Record<string, PairRule>>

/** What the rules find about two charges. */
export interface Comparison {
  readonly a: JudgedCharge
  readonly b: JudgedCharge
  /** `one`: both paid for one purchase. `two`: each paid for a purchase of its own. `maybe`: a person must decide. */
  readonly relation: 'one' | 'maybe' | 'two'
  /**
   * True when no doubt is left: no rule speaks against one purchase, amount and currency are equal, the buyer has no
   * reference of other travellers, the booking is the same (or the card, and the name but for its writing), and at most
   * a day lies between. A person's decision is always sure (clusters.ts).
   */
  readonly isSure: boolean
  /** True when rules speak against one purchase, and all of these are rules about names. */
  readonly onlyNames: boolean
  /** Whole minutes between the two authorisations. */
  readonly minutes: number
  /** For `two` only what makes them two; else what every rule found. */
  readonly reasons: readonly Reason[]
}

const ABOUT_NAMES: ReadonlySet<string> = new Set(['otherTraveller', 'nameUnclear'])
const SURE_MINUTES = 24 * 60

/**
 * Compares two charges by every rule. One finding of `two` outweighs all others; without one, a single `doubt` makes
 * the pair `maybe`.
 *
 * @param othersApart See `Pair`.
 */
export function compareCharges(a: JudgedCharge, b: JudgedCharge, othersApart: number, rules: Rules): Comparison {
  const pair = { ...describePair(a, b), othersApart }
  const findings = Object.entries(rules).flatMap(([rule, find]) => {
    const finding = find(pair)
    return finding === null ? [] : [{ rule, ...finding }]
  })
  const separating = findings.filter(({ says }) => says === 'two')
  const doubts = findings.filter(({ says }) => says === 'doubt')
  const against = [...separating, ...doubts]
  return {
    a,
    b,
    relation: separating.length > 0 ? 'two' : doubts.length > 0 ? 'maybe' : 'one',
    isSure:
      against.length === 0 &&
      pair.sameMoney &&
      othersApart === 0 &&
      (pair.sameBooking || (pair.sameCard && isSameName(pair.name))) &&
      pair.minutes <= SURE_MINUTES,
    onlyNames: against.length > 0 && against.every(({ rule }) => ABOUT_NAMES.has(rule)),
    minutes: pair.minutes,
    reasons: (separating.length > 0 ? separating : findings).map(({ reason }) => reason),
  }
}

function describePair(a: JudgedCharge, b: JudgedCharge): Omit<Pair, 'othersApart'> {
  return {
    a,
    b,
    name: a.bookingId === b.bookingId ? { likeness: 'equal', differs: null } : compareNames(a, b),
    sameBooking: a.bookingId === b.bookingId,
    sameCard: a.cardFingerprint !== '' && a.cardFingerprint === b.cardFingerprint,
    sameEmail: a.email !== '' && a.email.toLowerCase() === b.email.toLowerCase(),
    nearEmail: a.email !== '' && countSlips(a.email.toLowerCase(), b.email.toLowerCase(), 2) <= 2,
    samePhone: a.phone !== null && digits(a.phone) !== '' && digits(a.phone) === digits(b.phone ?? ''),
    sameMoney: a.amountMinor === b.amountMinor && a.currency === b.currency,
    minutes: Math.round(Math.abs(a.authorisedAt - b.authorisedAt) / 60_000),
  }
}

const digits = (phone: string): string => phone.replace(/\D/gu, '')
