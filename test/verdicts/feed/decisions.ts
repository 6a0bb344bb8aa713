import { entityHash } from '../../central/entity-hash.ts'
import { many } from './doubles.ts'
import type { BookedPurchase, Ledger, Verdict } from './ledger.ts'
import { nearNames } from './names-of-the-world.ts'
import { hourMs, minuteMs, rename, type Scenario, type Story, twice } from './story.ts'

type DecisionVerdict = 'duplicate' | 'not_duplicate' | 'withdrawn'

/** Adds one decision for each verdict. Each decision supersedes the one before. */
function decide(ledger: Ledger, bought: readonly BookedPurchase[], verdicts: readonly DecisionVerdict[]): void {
  const charge_ids = bought.map(({ chargeId }) => chargeId)
  let at = (bought.at(-1)?.at ?? 0) + ledger.dice.int(20, 3000) * minuteMs
  let supersedes: string | null = null
  const [first] = bought
  const entity_hash = first && ledger.dice.chance(0.3) ? entityHash(first.booking) : null
  for (const verdict of verdicts) {
    const note = {
      duplicate: 'Told us so on the phone.',
      not_duplicate: 'Travels with a cello.',
      withdrawn: 'Wrong pair.',
    }[verdict]
    supersedes = ledger.decide(at, { charge_ids, verdict, note, supersedes, entity_hash })
    at += ledger.dice.int(1, 30) * hourMs
  }
}

/** A plain duplicate with decisions of a person. */
const decided =
  (verdicts: readonly DecisionVerdict[], verdict: Verdict): Scenario =>
  (ledger, kind) => {
    const bought = twice(ledger)
    decide(ledger, bought, verdicts)
    ledger.label(ledger.case(kind), verdict, bought, verdict === 'duplicate' ? [bought[1]] : [])
  }

/**
 * The evidence alone is unclear: a similar name, or another card and email address. A person decided that it is a
 * duplicate.
 */
const decidedDuplicate: Scenario = (ledger, kind) => {
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

/** A decision on two of three charges says that they are two purchases. The third is a duplicate of one of them. */
const decidedTriple: Scenario = (ledger, kind) => {
  const bought = many(ledger, 3)
  decide(ledger, bought.slice(0, 2), ['not_duplicate'])
  ledger.label(ledger.case(kind), 'duplicate', bought, bought.slice(2))
}

/** Cases with decisions of people. */
export const decisions: readonly Story[] = [
  ['decided', 40, decided(['not_duplicate'], 'separate')],
  ['decidedduplicate', 15, decidedDuplicate],
  ['withdrawn', 8, decided(['not_duplicate', 'withdrawn'], 'duplicate')],
  ['superseded', 6, decided(['not_duplicate', 'duplicate'], 'duplicate')],
  ['superseded', 6, decided(['duplicate', 'not_duplicate'], 'separate')],
  ['decidedtriple', 8, decidedTriple],
]
