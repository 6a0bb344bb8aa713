import type { Reason } from '../../../../shared/model/index.ts'
import type { NameMatch } from '../names/name-match.ts'
import type { JudgedCharge } from './judged.ts'
import { because } from './reasons.ts'

/** Two charges of one departure that share a card, a contact or a name, with what was compared once for all rules. */
export interface Pair {
  readonly a: JudgedCharge
  readonly b: JudgedCharge
  readonly name: NameMatch
  readonly sameBooking: boolean
  readonly sameCard: boolean
  readonly sameEmail: boolean
  /** One or two slips apart. */
  readonly nearEmail: boolean
  readonly samePhone: boolean
  readonly sameMoney: boolean
  readonly minutes: number
  /** How many other travellers the same buyer booked onto this departure under references of their own. */
  readonly othersApart: number
}

/** `two`: they are purchases of their own, whatever else agrees. `doubt`: a person must look. `nothing`: it is only told on the card. */
export interface Finding {
  readonly says: 'two' | 'doubt' | 'nothing'
  readonly reason: Reason
}

/** A named rule: what it finds in a pair, or nothing. */
export type PairRule = (pair: Pair) => Finding | null

/** A second seat bought on purpose for the same traveller (contract, service_code). */
const EXTRA_SEAT = 'EXST'
/** A payment tried again after a crash comes within the hour. */
const TRIED_AGAIN_MINUTES = 60
/** Whoever books the same seat again days later may have meant it. */
const LATE_MINUTES = 72 * 60
/** The same fee twice is a slip of the machine for some minutes; later it may be a second bag. */
const FEE_POSTED_MINUTES = 5
/** How far a fare moves within a day. */
const PRICE_MOVES = 1.25
const PRICE_MOVES_MINUTES = 24 * 60
/** A couple may book one by one and one of them twice; with more the name is as likely to run in the family. */
const FAMILY_APART = 2

const two = (reason: Reason): Finding => ({ says: 'two', reason })
const doubt = (reason: Reason): Finding => ({ says: 'doubt', reason })
const tell = (reason: Reason): Finding => ({ says: 'nothing', reason })
const inCommon = ({ sameCard, sameEmail, samePhone }: Pair): boolean => sameCard || sameEmail || samePhone

/** Every rule for a pair, by name. */
export const PAIR_RULES = {
  /** A seat for the cello is bought on purpose; two extra seats may be one bought twice. */
  extraSeat: ({ a, b, sameBooking }) => {
    if (sameBooking || (!isExtraSeat(a) && !isExtraSeat(b))) return null
    return isExtraSeat(a) === isExtraSeat(b) ? doubt(because('extra_seat')) : two(because('extra_seat'))
  },
  /** Under one reference every booking is a traveller of their own, also father and son. */
  oneParty: ({ a, b, sameBooking }) => (!sameBooking && a.reference === b.reference ? two(because('one_party')) : null),
  /** A bag beside its fare, a fee for a change. */
  otherPurpose: ({ a, b }) => (a.purpose === b.purpose ? null : two(because('other_purpose'))),
  otherTraveller: ({ name }) => (name.likeness === 'different' ? two(because('other_traveller')) : null),
  /**
   * A family shares its surname to the letter: one that is written otherwise, on one card, is a slip of the hand. Of a name in
   * another script nobody can say so.
   */
  nameUnclear: ({ a, b, name, sameCard, sameEmail, samePhone, minutes }) => {
    if (name.likeness !== 'unclear') return null
    const isOneBuyer = sameCard && minutes <= TRIED_AGAIN_MINUTES
    const inBoth = name.differs === 'both' && (sameEmail || samePhone) && isLatin(a) === isLatin(b)
    const isSlip = isOneBuyer && (name.differs === 'surname' || inBoth)
    return isSlip ? tell(because('name_typing_error')) : doubt(because('name_unclear'))
  },
  /** The same name alone is a namesake, unless a mistyped address and the same money within the hour say that they tried again. */
  namesake: (pair) => {
    if (inCommon(pair) || pair.name.likeness === 'different') return null
    const triedAgain = pair.nearEmail && pair.sameMoney && pair.minutes <= TRIED_AGAIN_MINUTES && isSameName(pair.name)
    return triedAgain ? doubt(because('namesake')) : two(because('namesake'))
  },
  /** Whoever books a whole family one by one may well have a father and a son of one name in it. */
  bookedApart: ({ othersApart, sameBooking }) => {
    if (sameBooking || othersApart === 0) return null
    const reason = because('booked_apart', { count: othersApart })
    return othersApart >= FAMILY_APART ? doubt(reason) : tell(reason)
  },
  /**
   * The difference to another fare on one booking is a purchase of its own. On two bookings the price may have moved between
   * the attempts; anything else is a question.
   */
  otherAmount: ({ a, b, name, sameBooking, sameCard, minutes }) => {
    if (a.currency !== b.currency || a.amountMinor === b.amountMinor) return null
    if (sameBooking) return two(because('other_amount'))
    const isNear = Math.max(a.amountMinor, b.amountMinor) <= Math.min(a.amountMinor, b.amountMinor) * PRICE_MOVES
    const hasMoved = isNear && sameCard && isSameName(name) && minutes <= PRICE_MOVES_MINUTES
    return hasMoved ? tell(because('other_amount')) : doubt(because('other_amount'))
  },
  otherCurrency: ({ a, b }) => (a.currency === b.currency ? null : doubt(because('other_currency'))),
  postedTwice: ({ a, sameBooking, sameMoney, minutes }) => {
    if (!sameBooking || !sameMoney) return null
    if (a.purpose !== 'fare' && minutes > FEE_POSTED_MINUTES) return doubt(because('repeated_fee', { minutes }))
    return tell(because('posted_twice', { minutes }))
  },
  late: ({ minutes }) =>
    minutes > LATE_MINUTES ? doubt(because('hours_apart', { hours: Math.round(minutes / 60) })) : null,
  sameEntity: ({ a, b, sameBooking }) =>
    !sameBooking && a.entityId === b.entityId ? tell(because('same_entity')) : null,
  sameTraveller: ({ a, b, name }) => {
    if (a.entityId === b.entityId) return null
    switch (name.likeness) {
      case 'equal':
        return tell(because('same_name'))
      case 'written_otherwise':
        return tell(because('name_written_otherwise'))
      case 'swapped':
        return tell(because('name_swapped'))
      case 'nickname':
        return tell(because('name_nickname'))
      case 'shortened':
        return tell(because('name_shortened'))
      case 'typing_error':
        return tell(because('name_typing_error'))
      default:
        return null
    }
  },
  card: ({ a, b, sameBooking, sameCard }) => {
    if (sameBooking || a.entityId === b.entityId) return null
    if (a.cardFingerprint === '' || b.cardFingerprint === '') return null
    return tell(because(sameCard ? 'same_card' : 'other_card'))
  },
  contact: (pair) => {
    if (pair.sameBooking) return null
    if (pair.sameEmail) return tell(because('same_email'))
    if (pair.samePhone) return tell(because('same_phone'))
    return pair.a.email === '' || pair.b.email === '' ? null : tell(because('other_email'))
  },
  sameAmount: ({ sameMoney, sameBooking }) => (sameMoney && !sameBooking ? tell(because('same_amount')) : null),
  soonAfter: ({ minutes, sameBooking }) => {
    if (sameBooking || minutes > LATE_MINUTES) return null
    return minutes <= TRIED_AGAIN_MINUTES
      ? tell(because('minutes_apart', { minutes }))
      : tell(because('hours_apart', { hours: Math.round(minutes / 60) }))
  },
  bothGateways: ({ a, b }) => (a.gateway === b.gateway ? null : tell(because('both_gateways'))),
} as const satisfies Readonly<Record<string, PairRule>>

const isLatin = ({ givenName, surname }: JudgedCharge): boolean => /\p{Script=Latin}/u.test(givenName + surname)

/** For a booking of a second seat. */
export const isExtraSeat = ({ serviceCode }: Pick<JudgedCharge, 'serviceCode'>): boolean => serviceCode === EXTRA_SEAT

/** The names agree as far as writing goes. */
export const isSameName = ({ likeness }: NameMatch): boolean =>
  likeness === 'equal' || likeness === 'written_otherwise' || likeness === 'swapped'
