import type { GroupView, Money, ReasonCode } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { moneyText } from '../../ui/format/money-text.ts'
import { dayText, listText } from '../../ui/format/time-text.ts'
import { refundsThatCount } from './comparison/members.ts'
import { chargesText, flightText, nthText, numberText, paidText, staysText, sumText } from './spoken.ts'

/** What a sentence is made from. */
interface SentenceParts {
  readonly group: GroupView
  readonly members: readonly ChargeOfBooking[]
  /** The flight as text to read aloud. */
  readonly flight: string
  /** UTC ms. */
  readonly now: number
  /** The refund limits of the agent: what they may refund of one charge without an approval. */
  readonly limits: readonly Money[]
}

/**
 * The sentence to say to the caller about a group. Its amounts and days are exact, and it stays true whatever happens
 * next.
 *
 * @param members The charges of the group that the copy holds, earliest first.
 * @param now UTC ms.
 * @param limits The agent's refund limits.
 */
export function callerSentence(
  group: GroupView,
  members: readonly ChargeOfBooking[],
  now: number,
  limits: readonly Money[],
): string {
  const [first] = members
  if (!first) return ''
  return SENTENCES[group.verdict]({ group, members, flight: flightText(first.booking.flight), now, limits })
}

/** The sentence of each verdict. */
const SENTENCES: Readonly<Record<GroupView['verdict'], (parts: SentenceParts) => string>> = {
  duplicate: duplicateSentence,
  hold: holdSentence,
  separate: separateSentence,
  resolved: resolvedSentence,
  unsure: unsureSentence,
}

function duplicateSentence({ group, members, flight, now, limits }: SentenceParts): string {
  const { keepChargeId, giveBackIds } = group
  const paid = members.filter(
    ({ charge: { id, state } }) => id === keepChargeId || giveBackIds.includes(id) || state === 'disputed',
  )
  const back = paid.filter(({ charge: { id } }) => giveBackIds.includes(id))
  const disputed = paid.filter((one) => one.charge.state === 'disputed')
  const whichText = (charges: readonly ChargeOfBooking[]) => listText(charges.map((one) => nthText(paid.indexOf(one))))
  const last4s = [...new Set(back.map(({ charge }) => charge.card.last4))]
  const isAlone = back.every(({ charge }) => isWithin({ ...charge, amountMinor: leftOf(charge) }, limits))
  const sentence = say('caller.duplicate', {
    times: paid.length > 2 ? say('caller.times', { number: numberText(paid.length) }) : say('caller.twice'),
    flight,
    charges: chargesText(paid, now),
    giving: join(
      back.length > 0
        ? say(isAlone ? 'caller.giving' : 'caller.asking', {
            amount: sumText(back, leftOf),
            which: whichText(back),
            card: say('caller.card', { count: last4s.length, last4: listText(last4s) }),
          })
        : '',
      disputed.length > 0 ? say('caller.disputed', { count: disputed.length, which: whichText(disputed) }) : '',
    ),
  })
  const holds = members.filter(({ charge }) => charge.state === 'authorised')
  const alsoHeld =
    holds.length > 0 ? say('caller.alsoHeld', { amount: heldText(holds), until: untilText(group, now) }) : ''
  const left = members.filter((one) => one.charge.state === 'captured' && !paid.includes(one) && leftOf(one.charge) > 0)
  const references = listText([...new Set(left.map(({ booking }) => booking.reference))])
  const alsoCancelled =
    left.length > 0 ? say('caller.alsoCancelled', { amount: sumText(left, leftOf), references }) : ''
  return join(sentence, alsoHeld, alsoCancelled, staysText(group, members))
}

function holdSentence({ group, members, flight, now }: SentenceParts): string {
  const holds = members.filter(({ charge }) => charge.state === 'authorised')
  const values = { flight, amount: heldText(holds), until: untilText(group, now) }
  const paid = paidText(members)
  const sentence = paid ? say('caller.hold', { ...values, paid }) : say('caller.hold.only', values)
  return join(sentence, staysText(group, members))
}

const heldText = (holds: readonly ChargeOfBooking[]): string => sumText(holds, ({ amountMinor }) => amountMinor)

const untilText = ({ dropsOffAt }: GroupView, now: number): string =>
  dropsOffAt === null
    ? say('caller.hold.soon')
    : say(dropsOffAt > now ? 'caller.hold.until' : 'caller.hold.past', { day: dayText(dropsOffAt, now) })

/** A failed charge is no purchase, so it gets a sentence of its own: nothing was taken. */
function separateSentence(parts: SentenceParts): string {
  const { members, now } = parts
  const [failed, bought] = [true, false].map((is) => members.filter(({ charge }) => (charge.state === 'failed') === is))
  const [first] = failed ?? []
  if (!failed || !bought || !first) return eachPaidOnce(parts)
  const nothingTaken = say('caller.separate.failed', {
    count: failed.length,
    flight: flightText(first.booking.flight),
    charges: chargesText(failed, now),
  })
  if (bought.length > 1) return join(nothingTaken, eachPaidOnce({ ...parts, members: bought }))
  return join(nothingTaken, bought.length > 0 ? say('caller.paidOnce', { charges: chargesText(bought, now) }) : '')
}

/** Different purchases, and why they are different. */
function eachPaidOnce({ group, members, flight, now }: SentenceParts): string {
  const number = numberText(members.length)
  const [first, second] = members
  if (has(group, 'namesake')) return say('caller.separate.namesake', { flight })
  if (has(group, 'cancelled_before') && first && second) {
    const references = { first: first.booking.reference, second: second.booking.reference }
    return join(say('caller.separate.bought_again', { flight, ...references }), ...refundTexts(members, now))
  }
  if (new Set(members.map(({ booking }) => flightText(booking.flight))).size > 1) {
    const items = members.map(({ charge, booking }) =>
      say('caller.item.flight', { amount: moneyText(charge), flight: flightText(booking.flight) }),
    )
    return say('caller.separate.flights', { number, items: listText(items) })
  }
  const names = new Set(members.map(({ booking }) => booking.travellerName))
  if (names.size === members.length)
    return say('caller.separate.party', { number, flight, names: listText([...names]) })
  const items = members.map(({ charge, booking }) =>
    say('caller.item', {
      amount: moneyText(charge),
      what: (booking.serviceCode
        ? label('service', booking.serviceCode)
        : label('purpose', charge.purpose)
      ).toLowerCase(),
      reference: booking.reference,
    }),
  )
  return say('caller.separate', { number, flight, items: listText(items) })
}

function resolvedSentence({ members, flight, now }: SentenceParts): string {
  const refunds = refundTexts(members, now)
  const voided = members.filter(({ charge }) => charge.state === 'voided')
  const never =
    voided.length > 0
      ? [say('caller.voided', { flight, amount: sumText(voided, ({ amountMinor }) => amountMinor) })]
      : []
  const done = [...refunds, ...never]
  // A refund that waits for a person may be rejected, and then more stays paid: the amount is left out.
  const isCertain = refundsThatCount(members).every(({ state }) => state === 'succeeded' || state === 'pending')
  const amount = isCertain ? paidText(members) : ''
  return join(
    ...(done.length > 0 ? done : [say('caller.nothing', { flight })]),
    amount ? say('caller.staysPaid', { amount }) : '',
  )
}

function unsureSentence({ group, members, flight, now }: SentenceParts): string {
  if (has(group, 'disputed')) return say('caller.unsure.disputed', { flight })
  const number = numberText(members.length)
  const values = { flight, charges: chargesText(members, now) }
  const question = members.length > 2 ? say('caller.unsure.many', { ...values, number }) : say('caller.unsure', values)
  return join(question, say('caller.unsure.next'))
}

type KnownState = 'succeeded' | 'pending' | 'pending_approval'

/** One sentence for each refund that counts: its day, amount, requester and state. */
function refundTexts(members: readonly ChargeOfBooking[], now: number): readonly string[] {
  const byId = new Map(members.map((member) => [member.charge.id, member]))
  return refundsThatCount(members).map((refund) => {
    const of = byId.get(refund.chargeId)
    const values = {
      amount: moneyText(refund),
      flight: of ? flightText(of.booking.flight) : '',
      day: dayText(refund.createdAt, now),
      name: refund.requestedBy.name,
      last4: of?.charge.card.last4 ?? '',
    }
    const isKnown = refund.state === 'succeeded' || refund.state === 'pending' || refund.state === 'pending_approval'
    return say(`caller.refund.${isKnown ? (refund.state as KnownState) : 'manual_review'}`, values)
  })
}

/** The amount of a charge less its refunds, in minor units. Intents on their way are not subtracted. */
const leftOf = ({ amountMinor, refundedMinor }: ChargeOfBooking['charge']): number => amountMinor - refundedMinor

/** A currency without a limit has the limit 0 (contract, refund_limit). */
const isWithin = ({ amountMinor, currency }: Money, limits: readonly Money[]): boolean =>
  amountMinor <= (limits.find((limit) => limit.currency === currency)?.amountMinor ?? 0)

const has = ({ reasons }: GroupView, code: ReasonCode): boolean => reasons.some((reason) => reason.code === code)

const join = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ')
