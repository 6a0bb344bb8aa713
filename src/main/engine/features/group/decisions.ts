import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { CentralDecision } from '../../domain/change.ts'
import type { JudgedDecision } from '../../domain/verdict/judged.ts'
import { type CopiedDecision, knowsDecision, listDecisionsAmong } from '../../store/copy/decisions.ts'
import { type LocalDecisionRow, listLocalDecisionsAmong } from '../../store/desk/local-decisions.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** The decisions on pairs among some charges, as far as this desk knows them. */
export interface KnownDecisions {
  /** What the central service has accepted, latest first: from the copy, and from answers that are ahead of the copy. */
  readonly accepted: readonly CopiedDecision[]
  /** The local decisions, in any state, latest first. */
  readonly local: readonly LocalDecisionRow[]
}

/** Reads the decisions from both files. */
export function readDecisions(desk: Store, copy: Store, chargeIds: readonly string[]): KnownDecisions {
  const local = listLocalDecisionsAmong(desk, chargeIds)
  const copied = listDecisionsAmong(copy, chargeIds)
  const answered = answeredBeyondCopy(local, copy, chargeIds)
  const replaced = new Set([...copied, ...answered].map(({ supersedes }) => supersedes))
  const accepted = [...copied, ...answered.map((decision) => ({ ...decision, isSuperseded: false }))]
    .map((decision) => ({ ...decision, isSuperseded: decision.isSuperseded || replaced.has(decision.id) }))
    .sort((a, b) => b.decidedAt - a.decidedAt || (a.id < b.id ? 1 : -1))
  return { accepted, local }
}

/** The decision in force: the newest that no other supersedes. */
export const decisionInForce = ({ accepted }: KnownDecisions): CopiedDecision | null =>
  accepted.find(({ isSuperseded }) => !isSuperseded) ?? null

/**
 * Every decision on a pair among these charges, latest first. Local decisions on their way come before all others, whatever the
 * clock of this desk says. A decision that was overtaken or refused stays in the list.
 */
export function listDecisionsOn(desk: Store, copy: Store, chargeIds: readonly string[]): readonly GroupDecision[] {
  const { accepted, local } = readDecisions(desk, copy, chargeIds)
  const keys = new Map(local.map(({ centralId, key }) => [centralId, key]))
  const pending = local.filter(({ endedAt }) => endedAt === null)
  const unaccepted = local.filter(({ endedAt, state }) => endedAt !== null && state !== 'standing')
  const ended = [
    ...accepted.map((decision) => viewAccepted(decision, keys.get(decision.id) ?? null)),
    ...unaccepted.map(viewLocalDecision),
  ]
  return [...pending.map(viewLocalDecision), ...ended.sort((a, b) => b.at - a.at)]
}

/**
 * The decisions on pairs among these charges that the copy does not hold yet, so that they count at this desk at once: local ones on
 * their way (their key is their id), accepted ones (with the id from the answer), and those of somebody else who was faster.
 */
export function pendingOwnDecisions(desk: Store, copy: Store, chargeIds: readonly string[]): readonly JudgedDecision[] {
  const local = listLocalDecisionsAmong(desk, chargeIds)
  const pending = local.filter(({ endedAt }) => endedAt === null).map((row) => asCentral(row, row.key))
  return [...pending, ...answeredBeyondCopy(local, copy, chargeIds)]
}

/** A local decision as the screen shows it. */
export function viewLocalDecision(row: LocalDecisionRow): GroupDecision {
  const { key, verdict, chargeIds, note, state, problemCode, centralId, decidedAt, personId, personName } = row
  const by = { id: personId, name: personName }
  return { id: centralId, key, verdict, chargeIds, note, by, at: decidedAt, state, problemCode }
}

function viewAccepted(decision: CopiedDecision, key: string | null): GroupDecision {
  const { id, verdict, chargeIds, note, decidedBy, decidedAt, isSuperseded } = decision
  const state = isSuperseded ? 'superseded' : 'standing'
  return { id, key, verdict, chargeIds, note, by: decidedBy, at: decidedAt, state, problemCode: null }
}

/**
 * Decisions on pairs among these charges that answers brought and the copy does not hold yet: ours that were accepted, and others
 * that were in force. Leaves out a decision that a later answer proved to be in force no more: a rebuilt history may have lost it,
 * and no feed would ever say so.
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
