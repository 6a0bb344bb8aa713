import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { ToldDecision } from '../../domain/told-decision.ts'
import type { JudgedDecision } from '../../domain/verdict/judged.ts'
import { type CopiedDecision, knowsDecision, listDecisionsAmong } from '../../store/copy/decisions.ts'
import { listRulingsAmong, type RulingRow } from '../../store/desk/rulings.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** What people have said of pairs among some charges, as far as this desk knows. */
export interface Said {
  /** What the central service has taken, the latest first: from the copy, and from answers that the copy has not caught up with. */
  readonly taken: readonly CopiedDecision[]
  /** This desk's own, whatever has become of them, the latest first. */
  readonly rulings: readonly RulingRow[]
}

/** Gathers it from both files. */
export function readSaid(desk: Store, copy: Store, chargeIds: readonly string[]): Said {
  const rulings = listRulingsAmong(desk, chargeIds)
  const copied = listDecisionsAmong(copy, chargeIds)
  const told = toldBeyondCopy(rulings, copy, chargeIds)
  const replaced = new Set([...copied, ...told].map(({ supersedes }) => supersedes))
  const taken = [...copied, ...told.map((decision) => ({ ...decision, isSuperseded: false }))]
    .map((decision) => ({ ...decision, isSuperseded: decision.isSuperseded || replaced.has(decision.id) }))
    .sort((a, b) => b.decidedAt - a.decidedAt || (a.id < b.id ? 1 : -1))
  return { taken, rulings }
}

/** The decision that stands of these, as the central service counts: the newest that nothing has superseded. */
export const standingOf = ({ taken }: Said): CopiedDecision | null =>
  taken.find(({ isSuperseded }) => !isSuperseded) ?? null

/**
 * Every decision on a pair among these charges, the latest first; those on their way from this desk before all others, whatever
 * its clock says. One that was overtaken or refused stays, with what came of it.
 */
export function listDecisionsOn(desk: Store, copy: Store, chargeIds: readonly string[]): readonly GroupDecision[] {
  const { taken, rulings } = readSaid(desk, copy, chargeIds)
  const keys = new Map(rulings.map(({ centralId, key }) => [centralId, key]))
  const onTheirWay = rulings.filter(({ endedAt }) => endedAt === null)
  const cameToNothing = rulings.filter(({ endedAt, state }) => endedAt !== null && state !== 'standing')
  const ended = [
    ...taken.map((decision) => viewTaken(decision, keys.get(decision.id) ?? null)),
    ...cameToNothing.map(viewRuling),
  ]
  return [...onTheirWay.map(viewRuling), ...ended.sort((a, b) => b.at - a.at)]
}

/**
 * This desk's decisions on pairs among these charges that the copy does not know yet, so that they count here at once: on their
 * way (by their key), taken (by the id that the answer told), or of somebody else who had decided before.
 */
export function ownDecisionsOnTheirWay(
  desk: Store,
  copy: Store,
  chargeIds: readonly string[],
): readonly JudgedDecision[] {
  const rulings = listRulingsAmong(desk, chargeIds)
  const onTheirWay = rulings.filter(({ endedAt }) => endedAt === null).map((row) => asTold(row, row.key))
  return [...onTheirWay, ...toldBeyondCopy(rulings, copy, chargeIds)]
}

/** One of this desk's decisions as the screen shows it. */
export function viewRuling(row: RulingRow): GroupDecision {
  const { key, verdict, chargeIds, note, state, problemCode, centralId, decidedAt, personId, personName } = row
  const by = { id: personId, name: personName }
  return { id: centralId, key, verdict, chargeIds, note, by, at: decidedAt, state, problemCode }
}

function viewTaken(decision: CopiedDecision, key: string | null): GroupDecision {
  const { id, verdict, chargeIds, note, decidedBy, decidedAt, isSuperseded } = decision
  const state = isSuperseded ? 'superseded' : 'standing'
  return { id, key, verdict, chargeIds, note, by: decidedBy, at: decidedAt, state, problemCode: null }
}

/**
 * What answers told of decisions on pairs among these charges before the feed did: ours that was taken, theirs that stood. Not what
 * a later answer showed not to stand: a rebuilt history may have lost it, and no feed would ever say so.
 */
function toldBeyondCopy(rulings: readonly RulingRow[], copy: Store, chargeIds: readonly string[]): ToldDecision[] {
  const gone = new Set(rulings.filter(({ state }) => state === 'overtaken').map(({ supersedes }) => supersedes))
  const told = rulings.flatMap((row) => [
    ...(row.centralId === null ? [] : [asTold(row, row.centralId)]),
    ...(row.overtakenBy === null ? [] : [row.overtakenBy]),
  ])
  const byId = new Map(told.map((decision) => [decision.id, decision]))
  const asked = new Set(chargeIds)
  return [...byId.values()].filter(({ id, chargeIds: named }) => {
    const isAmong = named.filter((one) => asked.has(one)).length >= 2
    return isAmong && !gone.has(id) && !knowsDecision(copy, id)
  })
}

function asTold(row: RulingRow, id: string): ToldDecision {
  const { chargeIds, verdict, note, supersedes, decidedAt, personId, personName } = row
  return { id, chargeIds, verdict, note, supersedes, decidedBy: { id: personId, name: personName }, decidedAt }
}
