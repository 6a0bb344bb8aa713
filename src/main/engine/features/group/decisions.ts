import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { CentralDecision } from '../../domain/change.ts'
import type { JudgedDecision } from '../../domain/verdict/judged.ts'
import { type CopiedDecision, knowsDecision, listDecisionsAmong } from '../../store/copy/decisions.ts'
import { type LocalDecisionRow, listLocalDecisionsAmong } from '../../store/desk/local-decisions.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** What people have said of pairs among some charges, as far as this desk knows. */
export interface KnownDecisions {
  /** What the central service has taken, the latest first: from the copy, and from answers that the copy has not caught up with. */
  readonly taken: readonly CopiedDecision[]
  /** This desk's own, whatever has become of them, the latest first. */
  readonly local: readonly LocalDecisionRow[]
}

/** Gathers it from both files. */
export function readDecisions(desk: Store, copy: Store, chargeIds: readonly string[]): KnownDecisions {
  const local = listLocalDecisionsAmong(desk, chargeIds)
  const copied = listDecisionsAmong(copy, chargeIds)
  const answered = answeredBeyondCopy(local, copy, chargeIds)
  const replaced = new Set([...copied, ...answered].map(({ supersedes }) => supersedes))
  const taken = [...copied, ...answered.map((decision) => ({ ...decision, isSuperseded: false }))]
    .map((decision) => ({ ...decision, isSuperseded: decision.isSuperseded || replaced.has(decision.id) }))
    .sort((a, b) => b.decidedAt - a.decidedAt || (a.id < b.id ? 1 : -1))
  return { taken, local }
}

/** The decision that stands of these, as the central service counts: the newest that nothing has superseded. */
export const decisionInForce = ({ taken }: KnownDecisions): CopiedDecision | null =>
  taken.find(({ isSuperseded }) => !isSuperseded) ?? null

/**
 * Every decision on a pair among these charges, the latest first; those on their way from this desk before all others, whatever
 * its clock says. One that was overtaken or refused stays, with what came of it.
 */
export function listDecisionsOn(desk: Store, copy: Store, chargeIds: readonly string[]): readonly GroupDecision[] {
  const { taken, local } = readDecisions(desk, copy, chargeIds)
  const keys = new Map(local.map(({ centralId, key }) => [centralId, key]))
  const pending = local.filter(({ endedAt }) => endedAt === null)
  const cameToNothing = local.filter(({ endedAt, state }) => endedAt !== null && state !== 'standing')
  const ended = [
    ...taken.map((decision) => viewTaken(decision, keys.get(decision.id) ?? null)),
    ...cameToNothing.map(viewLocalDecision),
  ]
  return [...pending.map(viewLocalDecision), ...ended.sort((a, b) => b.at - a.at)]
}

/**
 * This desk's decisions on pairs among these charges that the copy does not know yet, so that they count here at once: on their
 * way (by their key), taken (by the id that the answer answered), or of somebody else who had decided before.
 */
export function pendingOwnDecisions(desk: Store, copy: Store, chargeIds: readonly string[]): readonly JudgedDecision[] {
  const local = listLocalDecisionsAmong(desk, chargeIds)
  const pending = local.filter(({ endedAt }) => endedAt === null).map((row) => asCentral(row, row.key))
  return [...pending, ...answeredBeyondCopy(local, copy, chargeIds)]
}

/** One of this desk's decisions as the screen shows it. */
export function viewLocalDecision(row: LocalDecisionRow): GroupDecision {
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
 * What answers answered of decisions on pairs among these charges before the feed did: ours that was taken, theirs that stood. Not what
 * a later answer showed not to stand: a rebuilt history may have lost it, and no feed would ever say so.
 */
function answeredBeyondCopy(
  local: readonly LocalDecisionRow[],
  copy: Store,
  chargeIds: readonly string[],
): CentralDecision[] {
  const gone = new Set(local.filter(({ state }) => state === 'overtaken').map(({ supersedes }) => supersedes))
  const answered = local.flatMap((row) => [
    ...(row.centralId === null ? [] : [asCentral(row, row.centralId)]),
    ...(row.overtakenBy === null ? [] : [row.overtakenBy]),
  ])
  const byId = new Map(answered.map((decision) => [decision.id, decision]))
  const asked = new Set(chargeIds)
  return [...byId.values()].filter(({ id, chargeIds: named }) => {
    const isAmong = named.filter((one) => asked.has(one)).length >= 2
    return isAmong && !gone.has(id) && !knowsDecision(copy, id)
  })
}

function asCentral(row: LocalDecisionRow, id: string): CentralDecision {
  const { chargeIds, verdict, note, supersedes, decidedAt, personId, personName } = row
  return { id, chargeIds, verdict, note, supersedes, decidedBy: { id: personId, name: personName }, decidedAt }
}
