import { Dice } from '../../central/demo/dice.ts'
import { aliasStories, debatableAliases, debates } from './debatable.ts'
import { decisions } from './decisions.ts'
import { deliveries } from './deliveries.ts'
import { doubles } from './doubles.ts'
import { givenBack } from './given-back.ts'
import { Ledger } from './ledger.ts'
import { lookalikes } from './lookalikes.ts'
import { misnamed } from './misnamed.ts'
import { mixtures } from './mixtures.ts'
import { Network } from './network.ts'
import { parties } from './parties.ts'
import { People, type Person } from './people.ts'
import { settled } from './settled.ts'
import type { Sources } from './sources.ts'

/**
 * A labelled feed as text: NDJSON and CSV with the columns of the dev files. `kinds` counts the charges of each kind of
 * case.
 */
export interface LabelledFeed {
  feed: string
  labels: string
  kinds: Map<string, number>
}

/**
 * Kinds on which careful people may disagree. A report can leave them out. They are: one of two bookings cancelled
 * without a refund (cancelledfirst, cancelledsecond, cancelledlater), a goodwill refund on the earlier charge
 * (goodwillfirst), a refund that a supervisor rejected (refundrejected), two equal bags (twobags), a charge without its
 * booking (orphan), two currencies (othercurrency), and names that may belong to another person or need knowledge of a
 * script (nearname, aliasname, aliasfar, scriptfar).
 */
export const debatableKinds: ReadonlySet<string> = new Set([...debates.map(([kind]) => kind), ...debatableAliases])

/**
 * Makes a feed of at least `bookings` bookings: each kind of case in its share, and ordinary bookings for the rest. The
 * same seed gives the same feed.
 */
export function compose(sources: Sources, seed: number, bookings: number): LabelledFeed {
  const dice = new Dice(seed * 7919 + 17)
  const people = new People(dice, sources)
  const ledger = new Ledger(dice, people, new Network(dice, sources), `t${seed}x`)
  const aliases = aliasStories(sources.aliases, (given) => people.isGivenName(given))
  const stories = [
    ...doubles,
    ...misnamed,
    ...parties,
    ...mixtures,
    ...settled,
    ...givenBack,
    ...lookalikes,
    ...decisions,
    ...deliveries,
    ...aliases,
    ...debates,
  ]
  for (const [kind, count, scenario] of stories) {
    const times = Math.max(1, Math.round((count * bookings) / 20_000))
    for (let time = 0; time < times; time += 1) scenario(ledger, kind)
  }
  everyday(ledger, bookings)
  const labels = ledger.labels()
  const kinds = new Map<string, number>()
  for (const { group } of labels.values()) {
    const kind = group.replace(/-[\d.]+$/, '')
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const rows = Array.from(labels, ([id, { verdict, group, refundable }]) => `${id},${verdict},${group},${refundable}\n`)
  return {
    feed: ledger
      .changes()
      .map((change) => `${JSON.stringify(change)}\n`)
      .join(''),
    labels: `charge_id,verdict,group,refundable\n${rows.join('')}`,
    kinds,
  }
}

/**
 * Adds single bookings. Some people fly often, some use another card, and some share a card or an email address with
 * others.
 */
function everyday(ledger: Ledger, bookings: number): void {
  const { dice, people, network } = ledger
  const regulars: { person: Person; flown: Set<string> }[] = []
  while (ledger.bookings < bookings) {
    const known = regulars.length > 0 && dice.chance(0.25) ? dice.pick(regulars) : undefined
    const person =
      known && dice.chance(0.2)
        ? { ...known.person, card: people.card() }
        : (known?.person ?? newcomer(ledger, regulars))
    const purchase = ledger.purchase(person, network.any())
    const departure = JSON.stringify([purchase.flight, purchase.flight.departure])
    if (known?.flown.has(departure)) continue
    ledger.buy(purchase)
    if (known) known.flown.add(departure)
    else if (dice.chance(0.3)) regulars.push({ person, flown: new Set([departure]) })
  }
}

/** Makes a new person, sometimes of the household of a known person. */
function newcomer({ dice, people }: Ledger, regulars: readonly { person: Person }[]): Person {
  const somebody = people.somebody()
  if (regulars.length === 0 || !dice.chance(0.1)) return somebody
  const { person } = dice.pick(regulars)
  const shared = dice.pick([{ card: person.card }, { email: person.email }, { card: person.card, email: person.email }])
  return { ...somebody, name: { ...somebody.name, surname: person.name.surname }, ...shared }
}
