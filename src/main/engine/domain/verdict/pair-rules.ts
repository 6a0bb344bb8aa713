import type { Reason } from '../../../../shared/model/index.ts'
import type { NameMatch } from '../names/name-match.ts'
import type { JudgedCharge } from './judged.ts'
import { because } from './reasons.ts'

/** Two charges to compare, with the facts that several rules ask for. Most are of one departure (candidates.ts). */
export interface Pair {
  readonly a: JudgedCharge
  readonly b: JudgedCharge
  readonly name: NameMatch
  readonly sameBooking: boolean
  readonly sameCard: boolean
  readonly sameEmail: boolean
  /** True for addresses that are equal, or one or two slips apart. */
  readonly nearEmail: boolean
  readonly samePhone: boolean
  readonly sameMoney: boolean
  /** Whole minutes between the two authorisations. */
  readonly minutes: number
  /** On how many other references of this departure the same buyer booked other travellers only. */
  readonly othersApart: number
}

/**
 * What a rule finds. `two`: each charge paid for a purchase of its own, whatever else agrees. `doubt`: a person must
 * look. `nothing`: the reason is shown, but it neither separates nor raises a doubt.
 */
export interface Finding {
  readonly says: 'two' | 'doubt' | 'nothing'
  readonly reason: Reason
}

/** A rule: says what it finds in a pair; null when it finds nothing. */
export type PairRule = (pair: Pair) => Finding | null

/** The service code of a second seat that a traveller buys on purpose (contract, service_code). */
const EXTRA_SEAT = 'EXST'
/** A customer whose payment seems to have failed tries again within the hour. */
const TRIED_AGAIN_MINUTES = 60
/** A customer who books the same flight again days later may mean it. */
const LATE_MINUTES = 72 * 60
/** The same fee again within minutes is an error of the machine. Later it may pay for a second bag. */
const FEE_POSTED_MINUTES = 5
/** Within a day a fare changes by no more than this factor. */
const PRICE_MOVES = 1.25
const PRICE_MOVES_MINUTES = 24 * 60
/**
 * A couple may book one by one, and one of the two twice. From this many other references on, two equal names are as
 * likely two people of one family.
 */
const FAMILY_APART = 2

const separate = (reason: Reason): Finding => ({ says: 'two', reason })
const doubt = (reason: Reason): Finding => ({ says: 'doubt', reason })
const show = (reason: Reason): Finding => ({ says: 'nothing', reason })
const shareCardOrContact = ({ sameCard, sameEmail, samePhone }: Pair): boolean => sameCard || sameEmail || samePhone

/** Every rule for a pair, by name. Each looks at the pair alone; `compareCharges` weighs what they find. */
export const PAIR_RULES = {
  /** An extra seat, for a cello or the like, is bought on purpose. Two extra seats may be one that was bought twice. */
  extraSeat: ({ a, b, sameBooking }) => {
    if (sameBooking || (!isExtraSeat(a) && !isExtraSeat(b))) return null
    return isExtraSeat(a) === isExtraSeat(b) ? doubt(because('extra_seat')) : separate(because('extra_seat'))
  },
  /** Each booking under one reference is another traveller, even a father and a son of one name. */
  oneParty: ({ a, b, sameBooking }) =>
    !sameBooking && a.reference === b.reference ? separate(because('one_party')) : null,
  /** Other purposes are other purchases: a fare, a bag, a fee for a change. */
  otherPurpose: ({ a, b }) => (a.purpose === b.purpose ? null : separate(because('other_purpose'))),
  otherTraveller: ({ name }) => (name.likeness === 'different' ? separate(because('other_traveller')) : null),
  /**
   * The members of a family spell their surname alike. So another spelling from one card within the hour is a typing
   * error. When both parts of the name differ, the same address or phone must agree, too, and both names must be in
   * Latin letters or neither: across scripts nobody can tell a typing error.
   */
  nameUnclear: ({ a, b, name, sameCard, sameEmail, samePhone, minutes }) => {
    if (name.likeness !== 'unclear') return null
    const isOneBuyer = sameCard && minutes <= TRIED_AGAIN_MINUTES
    const differsInBoth = name.differs === 'both' && (sameEmail || samePhone) && isLatin(a) === isLatin(b)
    const isSlip = isOneBuyer && (name.differs === 'surname' || differsInBoth)
    return isSlip ? show(because('name_typing_error')) : doubt(because('name_unclear'))
  },
  /**
   * A pair that shares only its name is two people of one name. The exception: a mistyped e-mail address and the same
   * amount within the hour suggest that one person tried again.
   */
  namesake: (pair) => {
    if (shareCardOrContact(pair) || pair.name.likeness === 'different') return null
    const triedAgain = pair.nearEmail && pair.sameMoney && pair.minutes <= TRIED_AGAIN_MINUTES && isSameName(pair.name)
    return triedAgain ? doubt(because('namesake')) : separate(because('namesake'))
  },
  /** A buyer who books a family one by one may have two members of one name in it. */
  bookedApart: ({ othersApart, sameBooking }) => {
    if (sameBooking || othersApart === 0) return null
    const reason = because('booked_apart', { count: othersApart })
    return othersApart >= FAMILY_APART ? doubt(reason) : show(reason)
  },
  /**
   * Another amount on one booking pays for something else, such as the difference to a dearer fare. On two bookings the
   * price may have changed between two attempts; any other difference raises a doubt.
   */
  otherAmount: ({ a, b, name, sameBooking, sameCard, minutes }) => {
    if (a.currency !== b.currency || a.amountMinor === b.amountMinor) return null
    if (sameBooking) return separate(because('other_amount'))
    const isNear = Math.max(a.amountMinor, b.amountMinor) <= Math.min(a.amountMinor, b.amountMinor) * PRICE_MOVES
    const hasMoved = isNear && sameCard && isSameName(name) && minutes <= PRICE_MOVES_MINUTES
    return hasMoved ? show(because('other_amount')) : doubt(because('other_amount'))
  },
  otherCurrency: ({ a, b }) => (a.currency === b.currency ? null : doubt(because('other_currency'))),
  postedTwice: ({ a, sameBooking, sameMoney, minutes }) => {
    if (!sameBooking || !sameMoney) return null
    if (a.purpose !== 'fare' && minutes > FEE_POSTED_MINUTES) return doubt(because('repeated_fee', { minutes }))
    return show(because('posted_twice', { minutes }))
  },
  late: ({ minutes }) =>
    minutes > LATE_MINUTES ? doubt(because('hours_apart', { hours: Math.round(minutes / 60) })) : null,
  sameEntity: ({ a, b, sameBooking }) =>
    !sameBooking && a.entityId === b.entityId ? show(because('same_entity')) : null,
  sameTraveller: ({ a, b, name }) => {
    if (a.entityId === b.entityId) return null
    switch (name.likeness) {
      case 'equal':
        return show(because('same_name'))
      case 'written_otherwise':
        return show(because('name_written_otherwise'))
      case 'swapped':
        return show(because('name_swapped'))
      case 'nickname':
        return show(because('name_nickname'))
      case 'shortened':
        return show(because('name_shortened'))
      case 'typing_error':
        return show(because('name_typing_error'))
      default:
        return null
    }
  },
  card: ({ a, b, sameBooking, sameCard }) => {
    if (sameBooking || a.entityId === b.entityId) return null
    if (a.cardFingerprint === '' || b.cardFingerprint === '') return null
    return show(because(sameCard ? 'same_card' : 'other_card'))
  },
  contact: (pair) => {
    if (pair.sameBooking) return null
    if (pair.sameEmail) return show(because('same_email'))
    if (pair.samePhone) return show(because('same_phone'))
    return pair.a.email === '' || pair.b.email === '' ? null : show(because('other_email'))
  },
  sameAmount: ({ sameMoney, sameBooking }) => (sameMoney && !sameBooking ? show(because('same_amount')) : null),
  soonAfter: ({ minutes, sameBooking }) => {
    if (sameBooking || minutes > LATE_MINUTES) return null
    return minutes <= TRIED_AGAIN_MINUTES
      ? show(because('minutes_apart', { minutes }))
      : show(because('hours_apart', { hours: Math.round(minutes / 60) }))
  },
  bothGateways: ({ a, b }) => (a.gateway === b.gateway ? null : show(because('both_gateways'))),
} as const satisfies Readonly<Record<string, PairRule>>

const isLatin = ({ givenName, surname }: JudgedCharge): boolean => /\p{Script=Latin}/u.test(givenName + surname)

/** True for the booking of a second seat for the same traveller. */
export const isExtraSeat = ({ serviceCode }: Pick<JudgedCharge, 'serviceCode'>): boolean => serviceCode === EXTRA_SEAT

/** True for names that differ in writing or in the order of their parts at most. */
export const isSameName = ({ likeness }: NameMatch): boolean =>
  likeness === 'equal' || likeness === 'written_otherwise' || likeness === 'swapped'
