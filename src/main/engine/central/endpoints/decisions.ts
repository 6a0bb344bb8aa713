import { z } from 'zod'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { CentralDecision } from '../../domain/change.ts'
import { decisionData, id } from '../changes/wire.ts'
import type { CentralAnswer } from '../http/central-answer.ts'
import { type DecisionMeaning, notYet, readProblem } from './approvals.ts'

/** What came of a decision on charges: the id under which it stands, or the decision that stands instead. */
export type GroupDecisionMeaning = DecisionMeaning<
  Extract<GroupDecision['state'], 'standing' | 'overtaken' | 'refused'>,
  { readonly centralId: string | null; readonly overtakenBy: CentralDecision | null }
>

const decisionSchema = z
  .intersection(z.object({ id }), decisionData)
  .transform(({ entityHash: _, ...decision }): CentralDecision => decision)

/**
 * What a whole answer to `POST /v1/decisions` means (contract, Refunds). A decision is only ours when it says what was sent.
 * Anything that is not the JSON promised there is `unknown`: same key, later.
 */
export function readDecisionAnswer(
  answer: CentralAnswer,
  sent: Pick<CentralDecision, 'chargeIds' | 'verdict'>,
  now: number,
): GroupDecisionMeaning {
  const { status, body } = answer
  if (status === 201 || status === 200) {
    const decision = decisionSchema.safeParse(body).data
    if (decision === undefined || !isSameDecision(decision, sent)) return notYet(answer, 'not_a_decision', now)
    return {
      state: 'standing',
      problemCode: null,
      details: { centralId: decision.id, overtakenBy: null },
      retryAt: null,
    }
  }
  const problem = readProblem(answer)
  if (problem === null) return notYet(answer, `http_${status}`, now)
  const { code, executed } = problem
  if (status === 409 && code === 'superseded') {
    const standing = decisionSchema.nullable().safeParse(problem.standing)
    if (!standing.success) return notYet(answer, code, now)
    return {
      state: 'overtaken',
      problemCode: code,
      details: { centralId: null, overtakenBy: standing.data },
      retryAt: null,
    }
  }
  const isVoided = status === 409 && code === 'voided' && executed === false
  const isReused = status === 422 && code === 'key_reused'
  const isFinal = [400, 403, 404].includes(status) || isReused || isVoided
  return isFinal ? { state: 'refused', problemCode: code, details: null, retryAt: null } : notYet(answer, code, now)
}

/** The charges in any order. */
function isSameDecision(decision: CentralDecision, sent: Pick<CentralDecision, 'chargeIds' | 'verdict'>): boolean {
  const [ours, theirs] = [new Set(sent.chargeIds), new Set(decision.chargeIds)]
  return decision.verdict === sent.verdict && ours.size === theirs.size && [...ours].every((one) => theirs.has(one))
}
