import type { GroupDecision, GroupView, Person } from '../../shared/model/index.ts'
import type { DecisionVerdict } from '../../shared/model/lists.ts'
import { label, say } from '../../shared/text/index.ts'

const COUNTS: ReadonlySet<GroupDecision['state']> = new Set(['standing', 'queued', 'sending', 'unknown'])

/** The word that counts here: it stands, or is on its way from this desk. Null while nobody has spoken, or it was taken back. */
export function decisionInForce(decisions: readonly GroupDecision[]): GroupDecision | null {
  const latest = decisions.find(({ state }) => COUNTS.has(state))
  return latest && latest.verdict !== 'withdrawn' ? latest : null
}

/** What a person may say of a group now. Nothing that is said already, and nothing that the desk is sure of by itself. */
export function possibleDecisions({
  verdict,
  confidence,
  decisions,
  chargeIds,
}: GroupView): readonly DecisionVerdict[] {
  const standing = decisionInForce(decisions)
  // A word on one of these and a charge that has gone elsewhere says nothing of these among themselves.
  const back: readonly DecisionVerdict[] = standing ? ['withdrawn'] : []
  if (standing && chargeIds.filter((id) => standing.chargeIds.includes(id)).length > 1) {
    const other = standing.verdict === 'duplicate' ? 'not_duplicate' : 'duplicate'
    return [other, 'withdrawn']
  }
  if (verdict === 'resolved') return back
  const says: DecisionVerdict[] = []
  if (verdict !== 'separate') says.push('not_duplicate')
  if (verdict === 'separate' || verdict === 'unsure' || (verdict === 'duplicate' && confidence !== 'sure')) {
    says.push('duplicate')
  }
  return [...says, ...back]
}

/** The charges that a word is on: those of the group; a word that is taken back, on those that it was given on. */
export function chargesOfDecision({ chargeIds, decisions }: GroupView, verdict: DecisionVerdict): readonly string[] {
  return verdict === 'withdrawn' ? (decisionInForce(decisions)?.chargeIds ?? chargeIds) : chargeIds
}

/** The name under which the note of a word is kept, be it that the group has been renamed since by an earlier charge. */
export function noteOf(
  { id, chargeIds }: GroupView,
  verdict: DecisionVerdict,
  notes: Readonly<Record<string, string>>,
): string {
  const begun = chargeIds.find((chargeId) => notes[`${verdict}:${chargeId}`] !== undefined)
  return `${verdict}:${begun ?? id}`
}

/** How many charges a decision names that are not in this group. */
export const namedElsewhere = (decision: GroupDecision, chargeIds: readonly string[]): number =>
  decision.chargeIds.filter((id) => !chargeIds.includes(id)).length

/** The decision's word; one that the central service invented later is shown as it is. */
export const decisionLabel = (verdict: string): string =>
  verdict === 'duplicate' || verdict === 'not_duplicate' || verdict === 'withdrawn'
    ? say(`decide.verdict.${verdict}`)
    : verdict

/** Why a decision of this desk was not taken; null where it was. `overtakenBy`: who had decided before, where that is known. */
export function whyUnaccepted(
  { state, problemCode }: Pick<GroupDecision, 'state' | 'problemCode'>,
  overtakenBy: Person | null,
): string | null {
  if (state === 'refused') return problemCode && say('decide.refused', { why: label('problem', problemCode) })
  if (state !== 'overtaken') return null
  return overtakenBy ? say('decide.overtakenBy', { name: overtakenBy.name }) : say('decide.overtaken')
}

/** The same, beside the decisions of its card: the one that stands is told by its person. */
export function unacceptedText(decision: GroupDecision, decisions: readonly GroupDecision[]): string | null {
  const theirs = decisions.find(({ state, key }) => state === 'standing' && key !== decision.key)
  return whyUnaccepted(decision, theirs?.by ?? null)
}
