import { z } from 'zod'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { ToldDecision } from '../../domain/told-decision.ts'
import { decisionData, id } from '../changes/wire.ts'
import type { CentralAnswer } from '../http/central-answer.ts'
import { type DecisionMeaning, notYet, readProblem } from './approvals.ts'

/** What came of a decision on charges: the id under which it stands, or the decision that stands instead. */
export type RulingMeaning = DecisionMeaning<
  Extract<GroupDecision['state'], 'standing' | 'overtaken' | 'refused'>,
  { readonly centralId: string | null; readonly overtakenBy: ToldDecision | null }
>

const toldDecision = z
  .intersection(z.object({ id }), decisionData)
  .transform(({ entityHash: _, ...decision }): ToldDecision => decision)

/**
 * What a whole answer to `POST /v1/decisions` means (contract, Refunds). A decision is only ours when it says what was sent.
 * Anything that is not the JSON promised there is `unknown`: same key, later.
 */
export function readRulingAnswer(
  answer: CentralAnswer,
  sent: Pick<ToldDecision, 'chargeIds' | 'verdict'>,
  now: number,
): RulingMeaning {
  const { status, body } = answer
  if (status === 201 || status === 200) {
    const told = toldDecision.safeParse(body).data
    if (told === undefined || !saysTheSame(told, sent)) return notYet(answer, 'not_a_decision', now)
    return { state: 'standing', problemCode: null, told: { centralId: told.id, overtakenBy: null }, retryAt: null }
  }
  const problem = readProblem(answer)
  if (problem === null) return notYet(answer, `http_${status}`, now)
  const { code, executed } = problem
  if (status === 409 && code === 'superseded') {
    const standing = toldDecision.nullable().safeParse(problem.standing)
    if (!standing.success) return notYet(answer, code, now)
    return {
      state: 'overtaken',
      problemCode: code,
      told: { centralId: null, overtakenBy: standing.data },
      retryAt: null,
    }
  }
  const isVoided = status === 409 && code === 'voided' && executed === false
  const isReused = status === 422 && code === 'key_reused'
  const isFinal = [400, 403, 404].includes(status) || isReused || isVoided
  return isFinal ? { state: 'refused', problemCode: code, told: null, retryAt: null } : notYet(answer, code, now)
}

/** The charges in any order. */
function saysTheSame(told: ToldDecision, sent: Pick<ToldDecision, 'chargeIds' | 'verdict'>): boolean {
  const [ours, theirs] = [new Set(sent.chargeIds), new Set(told.chargeIds)]
  return told.verdict === sent.verdict && ours.size === theirs.size && [...ours].every((one) => theirs.has(one))
}
