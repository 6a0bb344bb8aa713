import type { GroupDecision, GroupView, Person } from '../../shared/model/index.ts'
import type { DecisionVerdict } from '../../shared/model/lists.ts'
import { label, say } from '../../shared/text/index.ts'

/** The states of a decision that is in force, or is on its way from this desk. */
const IN_FORCE: ReadonlySet<GroupDecision['state']> = new Set(['standing', 'queued', 'sending', 'unknown'])

/**
 * The decision in force, as this desk sees it: a decision on its way from this desk counts already. Null when nobody
 * has decided, or when the decision was withdrawn. `decisions` come latest first.
 */
export function decisionInForce(decisions: readonly GroupDecision[]): GroupDecision | null {
  const latest = decisions.find(({ state }) => IN_FORCE.has(state))
  return latest && latest.verdict !== 'withdrawn' ? latest : null
}

/**
 * The decisions that a person can make about a group now: none that is in force already, and none that the rules are
 * sure of.
 */
export function possibleDecisions({
  verdict,
  confidence,
  decisions,
  chargeIds,
}: GroupView): readonly DecisionVerdict[] {
  const inForce = decisionInForce(decisions)
  const withdraw: readonly DecisionVerdict[] = inForce ? ['withdrawn'] : []
  // A decision that names only one charge of this group says nothing about the charges of the group among themselves.
  if (inForce && chargeIds.filter((id) => inForce.chargeIds.includes(id)).length > 1) {
    const other = inForce.verdict === 'duplicate' ? 'not_duplicate' : 'duplicate'
    return [other, 'withdrawn']
  }
  if (verdict === 'resolved') return withdraw
  const possible: DecisionVerdict[] = []
  if (verdict !== 'separate') possible.push('not_duplicate')
  if (verdict === 'separate' || verdict === 'unsure' || (verdict === 'duplicate' && confidence !== 'sure')) {
    possible.push('duplicate')
  }
  return [...possible, ...withdraw]
}

/** The charges that a new decision names: those of the group; for `withdrawn` those of the decision in force. */
export function chargesOfDecision({ chargeIds, decisions }: GroupView, verdict: DecisionVerdict): readonly string[] {
  return verdict === 'withdrawn' ? (decisionInForce(decisions)?.chargeIds ?? chargeIds) : chargeIds
}

/**
 * The key of the note of a decision (state/use-note.ts). An earlier charge that arrives changes the id of the group, so
 * a note that was begun under any charge of the group keeps its key.
 */
export function noteKeyOf(
  { id, chargeIds }: GroupView,
  verdict: DecisionVerdict,
  notes: Readonly<Record<string, string>>,
): string {
  const begun = chargeIds.find((chargeId) => notes[`${verdict}:${chargeId}`] !== undefined)
  return `${verdict}:${begun ?? id}`
}

/** The number of charges that a decision names and that are not in this group. */
export const namedElsewhere = (decision: GroupDecision, chargeIds: readonly string[]): number =>
  decision.chargeIds.filter((id) => !chargeIds.includes(id)).length

/** The label of a decision. A verdict that this release does not know is its own label. */
export const decisionLabel = (verdict: string): string =>
  verdict === 'duplicate' || verdict === 'not_duplicate' || verdict === 'withdrawn'
    ? say(`decide.verdict.${verdict}`)
    : verdict

/**
 * Why the central service did not accept a decision of this desk; null when it did, or has not answered.
 *
 * @param overtakenBy The person whose decision came first; null when the desk does not know them.
 */
export function whyUnaccepted(
  { state, problemCode }: Pick<GroupDecision, 'state' | 'problemCode'>,
  overtakenBy: Person | null,
): string | null {
  if (state === 'refused') return problemCode && say('decide.refused', { why: label('problem', problemCode) })
  if (state !== 'overtaken') return null
  return overtakenBy ? say('decide.overtakenBy', { name: overtakenBy.name }) : say('decide.overtaken')
}

/**
 * Why the central service did not accept a decision; the decision in force among `decisions` tells whose came first.
 */
export function unacceptedText(decision: GroupDecision, decisions: readonly GroupDecision[]): string | null {
  const inForce = decisions.find(({ state, key }) => state === 'standing' && key !== decision.key)
  return whyUnaccepted(decision, inForce?.by ?? null)
}
