import { edits } from './edits.ts'
import { refunded } from './given-back.ts'
import { languages, nearNames } from './names-of-the-world.ts'
import { worldName } from './people.ts'
import { priceIn } from './prices.ts'
import type { Alias, Name } from './sources.ts'
import { dayMs, double, minuteMs, renamed, type Scenario, type Story, twice } from './story.ts'

/**
 * One booking of a duplicate is cancelled within the hour without a refund. The confirmed booking is the one to keep.
 */
const cancelledKept =
  (which: 0 | 1): Scenario =>
  (ledger, kind) => {
    const bought = twice(ledger)
    const [gone, kept] = [bought[which], bought[which === 0 ? 1 : 0]]
    const at = bought[1].at + ledger.dice.int(2, 55) * minuteMs
    ledger.addChange(at, 'booking', gone.bookingId, { ...gone.booking, status: 'cancelled' })
    ledger.label(ledger.case(kind), 'duplicate', [kept, gone], [gone])
  }

/** A booking is cancelled without a refund, and bought again days later. Its fare is not refunded. */
const cancelledLater: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const at = first.at - 6 * dayMs
  const gone = ledger.buy({ ...first, at })
  ledger.addChange(at + dayMs, 'booking', gone.bookingId, { ...gone.booking, status: 'cancelled' })
  ledger.label(ledger.case(kind), 'separate', [gone, ledger.buy(ledger.again(first))])
}

/** The earlier charge of a duplicate has a small goodwill refund. By the contract the desk must not keep it. */
const goodwillFirst: Scenario = (ledger, kind) => {
  const bought = twice(ledger)
  const amount_minor = Math.max(1, Math.round(bought[0].charge.amount_minor / 10))
  ledger.refund(bought[0], bought[0].at + dayMs, { reason: 'goodwill', note: 'Late departure.', amount_minor })
  ledger.label(ledger.case(kind), 'duplicate', bought, [bought[0]])
}

/** The same bag amount twice on one booking, hours apart. Nothing shows that these are not two bags. */
const twoBags: Scenario = (ledger, kind) => {
  const purchase = ledger.purchase()
  const fare = ledger.buy(purchase)
  const bag = { ...purchase, amountMinor: priceIn(purchase.currency, 35) }
  const bags = [3, 400].map((minutes) => {
    return ledger.charge(fare.bookingId, { ...bag, at: purchase.at + minutes * minuteMs }, { purpose: 'ancillary' })
  })
  ledger.label(ledger.case(kind), 'separate', [fare, ...bags])
}

/** The booking is deleted and its charge remains. Nobody can say what the charge was for. */
const orphan: Scenario = (ledger, kind) => {
  const [kept, extra] = twice(ledger)
  ledger.addChange(extra.at + dayMs, 'booking', extra.bookingId, null)
  ledger.label(ledger.case(kind), 'separate', [kept, extra])
}

/** Ann for Anne, all else equal. It is one person here, but could as well be two. */
const nearName: Scenario = renamed(({ dice, people }) => {
  const [a = '', b = ''] = dice.pick(nearNames).split('|')
  const surname = people.surname()
  return [
    { given: a, surname },
    { given: b, surname },
  ]
})

const scriptFar: Scenario = renamed(({ dice }) => {
  const { name, variant } = worldName(dice, dice.pick(languages.filter(({ manner }) => manner === 'scriptfar')))
  return [name, variant]
})

/** Kinds of alias that may belong to another person, or that differ much from the name. */
export const debatableAliases = ['aliasname', 'aliasfar']

/** Real spellings of one person's name. The near ones differ by a letter or two, or in the order of the parts. */
export function aliasStories(aliases: readonly Alias[], isGivenName: (given: string) => boolean): readonly Story[] {
  const mayBeAnother = ([a, b]: Alias) => a.given !== b.given && isGivenName(b.given)
  const near = aliases.filter((alias) => isNear(alias) && !mayBeAnother(alias))
  const sameName = aliases.filter((alias) => isNear(alias) && mayBeAnother(alias))
  const far = aliases.filter((alias) => !isNear(alias))
  return [
    ['alias', 140, renamed(({ dice }) => dice.pick(near))],
    ['aliasname', 10, renamed(({ dice }) => dice.pick(sameName))],
    ['aliasfar', 20, renamed(({ dice }) => dice.pick(far))],
  ]
}

function isNear([a, b]: Alias): boolean {
  const swapped = a.given === b.surname && a.surname === b.given
  return swapped || distance(a, b) <= 2
}

const distance = (a: Name, b: Name): number =>
  edits(a.given.toLowerCase(), b.given.toLowerCase()) + edits(a.surname.toLowerCase(), b.surname.toLowerCase())

/**
 * Cases on which careful people may disagree. We labelled them as we think right; a bare figure should leave them out.
 */
export const debates: readonly Story[] = [
  ['cancelledfirst', 8, cancelledKept(0)],
  ['cancelledsecond', 8, cancelledKept(1)],
  ['cancelledlater', 6, cancelledLater],
  ['goodwillfirst', 5, goodwillFirst],
  [
    'refundrejected',
    6,
    refunded(1, false, {
      state: 'rejected',
      decided_by: { id: 'u2', name: 'supervisor' },
      decision_note: 'Ask once more.',
    }),
  ],
  ['twobags', 6, twoBags],
  ['orphan', 5, orphan],
  ['nearname', 8, nearName],
  ['scriptfar', 10, scriptFar],
  [
    'othercurrency',
    5,
    double((ledger, { currency }) => {
      const other = currency === 'EUR' ? 'USD' : 'EUR'
      return { currency: other, amountMinor: priceIn(other, ledger.dice.int(60, 300)) }
    }),
  ],
]
