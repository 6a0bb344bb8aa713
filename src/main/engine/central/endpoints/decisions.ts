import { Buffer } from 'node:buffer'
import { z } from 'zod'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { CentralDecision } from '../../domain/change.ts'
import type { CentralAnswer } from '../http/answer.ts'
import type { AttemptOptions, CentralClient } from '../http/client.ts'
import { decisionData, id } from '../wire/change-data.ts'
import { type DecisionMeaning, notYet, postQueuedDecision, readProblem } from './queued-decision.ts'

// POST /v1/decisions (contract, Refunds).

/** What the body of the request says. */
interface DecisionBody extends Pick<CentralDecision, 'chargeIds' | 'verdict' | 'note' | 'supersedes'> {
  /** SHA-256, 32 bytes; null when the charges belong to several entities, or to one that this desk does not know. */
  readonly entityHash: Buffer | null
}

/** Writes the body of the request, byte for byte as every attempt sends it. */
export function bodyOfDecision({ entityHash, chargeIds, verdict, note, supersedes }: DecisionBody): Buffer {
  const hash = entityHash?.toString('base64') ?? null
  return Buffer.from(JSON.stringify({ entity_hash: hash, charge_ids: chargeIds, verdict, note, supersedes }))
}

/** What came of a decision on charges: the id that the central service gave it, or the decision in force instead. */
export type GroupDecisionMeaning = DecisionMeaning<
  Extract<GroupDecision['state'], 'standing' | 'overtaken' | 'refused'>,
  { readonly centralId: string | null; readonly overtakenBy: CentralDecision | null }
>

/** The facts of a decision that an acceptance must repeat. */
type DecisionEcho = Pick<CentralDecision, 'chargeIds' | 'verdict'>

/** Sends a decision on charges once and says what came of it. */
export function postDecision(
  client: Pick<CentralClient, 'post'>,
  decision: DecisionEcho & { readonly key: string; readonly body: Uint8Array; readonly personId: string },
  options: AttemptOptions,
): Promise<GroupDecisionMeaning> {
  return postQueuedDecision(client, '/v1/decisions', decision, options, (answer, now) =>
    readDecisionAnswer(answer, decision, now),
  )
}

const decisionSchema = z
  .intersection(z.object({ id }), decisionData)
  .transform(({ entityHash: _, ...decision }): CentralDecision => decision)

/**
 * What a whole answer means (contract, Refunds). An accepted decision is ours only when it repeats what was sent. Anything that
 * the contract does not promise is `unknown`.
 */
export function readDecisionAnswer(answer: CentralAnswer, sent: DecisionEcho, now: number): GroupDecisionMeaning {
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
    const inForce = decisionSchema.nullable().safeParse(problem.standing)
    if (!inForce.success) return notYet(answer, code, now)
    return {
      state: 'overtaken',
      problemCode: code,
      details: { centralId: null, overtakenBy: inForce.data },
      retryAt: null,
    }
  }
  const isVoided = status === 409 && code === 'voided' && executed === false
  const isReused = status === 422 && code === 'key_reused'
  const isFinal = [400, 403, 404].includes(status) || isReused || isVoided
  return isFinal ? { state: 'refused', problemCode: code, details: null, retryAt: null } : notYet(answer, code, now)
}

/** The order of the charges does not matter. */
function isSameDecision(decision: CentralDecision, sent: DecisionEcho): boolean {
  const [ours, theirs] = [new Set(sent.chargeIds), new Set(decision.chargeIds)]
  return decision.verdict === sent.verdict && ours.size === theirs.size && [...ours].every((id) => theirs.has(id))
}
