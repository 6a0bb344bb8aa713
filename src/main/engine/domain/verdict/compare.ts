import type { Reason } from '../../../../shared/model/index.ts'
import { compareNames } from '../names/name-match.ts'
import { countSlips } from '../names/slips.ts'
import type { JudgedCharge } from './judged.ts'
import { isSameName, type Pair, type PairRule } from './pair-rules.ts'

/** Rules by name. */
export type Rules = Readonly<Record<string, PairRule>>

/** What the rules make of two charges: one purchase, two, or a question. */
export interface Comparison {
  readonly a: JudgedCharge
  readonly b: JudgedCharge
  readonly relation: 'one' | 'maybe' | 'two'
  /** Nothing but writing differs, and the card is the same. */
  readonly isSure: boolean
  /** Only the names keep them from being one. */
  readonly onlyNames: boolean
  /** How far apart, in minutes. */
  readonly minutes: number
  readonly reasons: readonly Reason[]
}

const ABOUT_NAMES: ReadonlySet<string> = new Set(['otherTraveller', 'nameUnclear'])
const SURE_MINUTES = 24 * 60

/** Compares two charges of one departure by every rule. @param othersApart See `Pair`. */
export function compareCharges(a: JudgedCharge, b: JudgedCharge, othersApart: number, rules: Rules): Comparison {
  const pair = { ...describePair(a, b), othersApart }
  const found = Object.entries(rules).flatMap(([rule, find]) => {
    const finding = find(pair)
    return finding === null ? [] : [{ rule, ...finding }]
  })
  const two = found.filter(({ says }) => says === 'two')
  const doubts = found.filter(({ says }) => says === 'doubt')
  const against = [...two, ...doubts]
  return {
    a,
    b,
    relation: two.length > 0 ? 'two' : doubts.length > 0 ? 'maybe' : 'one',
    isSure:
      against.length === 0 &&
      pair.sameMoney &&
      othersApart === 0 &&
      (pair.sameBooking || (pair.sameCard && isSameName(pair.name))) &&
      pair.minutes <= SURE_MINUTES,
    onlyNames: against.length > 0 && against.every(({ rule }) => ABOUT_NAMES.has(rule)),
    minutes: pair.minutes,
    reasons: (two.length > 0 ? two : found).map(({ reason }) => reason),
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
