import { entityHash } from '../../central/entity-hash.ts'
import { many } from './doubles.ts'
import type { Bought, Ledger, Verdict } from './ledger.ts'
import { nearNames } from './names-of-the-world.ts'
import { hourMs, minuteMs, rename, type Story, type Tell, twice } from './story.ts'

type Word = 'duplicate' | 'not_duplicate' | 'withdrawn'

/** Each word takes the place of the one before. */
function decide(ledger: Ledger, bought: readonly Bought[], words: readonly Word[]): void {
  const charge_ids = bought.map(({ chargeId }) => chargeId)
  let at = (bought.at(-1)?.at ?? 0) + ledger.dice.int(20, 3000) * minuteMs
  let supersedes: string | null = null
  const [first] = bought
  const entity_hash = first && ledger.dice.chance(0.3) ? entityHash(first.booking) : null
  for (const verdict of words) {
    const note = {
      duplicate: 'Told us so on the phone.',
      not_duplicate: 'Travels with a cello.',
      withdrawn: 'Wrong pair.',
    }[verdict]
    supersedes = ledger.decide(at, { charge_ids, verdict, note, supersedes, entity_hash })
    at += ledger.dice.int(1, 30) * hourMs
  }
}

/** A plain double on which a person has spoken. */
const spoken =
  (words: readonly Word[], verdict: Verdict): Tell =>
  (ledger, kind) => {
    const bought = twice(ledger)
    decide(ledger, bought, words)
    ledger.label(ledger.case(kind), verdict, bought, verdict === 'duplicate' ? [bought[1]] : [])
  }

/** Unclear by itself: nearly one name, or another card and mail. A person said that it is one. */
const decidedDuplicate: Tell = (ledger, kind) => {
  const first = ledger.purchase()
  const { people, dice } = ledger
  const { surname } = first.traveller
  const [given = '', near = ''] = dice.pick(nearNames).split('|')
  const lead = { ...first, traveller: rename(first.traveller, { given, surname }) }
  const other = people.somebody({ given, surname })
  const bought = twice(
    ledger,
    () =>
      dice.chance(0.5)
        ? { traveller: rename(lead.traveller, { given: near, surname }) }
        : { traveller: { ...lead.traveller, email: other.email, phone: other.phone }, card: other.card },
    lead,
  )
  decide(ledger, bought, ['duplicate'])
  ledger.label(ledger.case(kind), 'duplicate', bought, [bought[1]])
}

/** A word on two of three: they are two purchases, and the third is one of them once more. */
const decidedTriple: Tell = (ledger, kind) => {
  const bought = many(ledger, 3)
  decide(ledger, bought.slice(0, 2), ['not_duplicate'])
  ledger.label(ledger.case(kind), 'duplicate', bought, bought.slice(2))
}

/** A word on a pair, and a third that comes after it. */
export const decisions: readonly Story[] = [
  ['decided', 40, spoken(['not_duplicate'], 'separate')],
  ['decidedduplicate', 15, decidedDuplicate],
  ['withdrawn', 8, spoken(['not_duplicate', 'withdrawn'], 'duplicate')],
  ['superseded', 6, spoken(['not_duplicate', 'duplicate'], 'duplicate')],
  ['superseded', 6, spoken(['duplicate', 'not_duplicate'], 'separate')],
  ['decidedtriple', 8, decidedTriple],
]
