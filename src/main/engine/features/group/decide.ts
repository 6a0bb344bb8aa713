import type { GroupDecision, Person, Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { bodyOfDecision } from '../../central/endpoints/decisions.ts'
import { readNamedCharges } from '../../store/copy/decisions.ts'
import { insertLocalDecision, type LocalDecisionRow, localDecisionSteps } from '../../store/desk/local-decisions.ts'
import { acknowledgeDecision, findLocalDecision, isUnaccepted } from '../../store/desk/unaccepted-decisions.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { notSaved, type WritingPorts } from '../writing.ts'
import { decisionInForce, readDecisions, viewLocalDecision } from './decisions.ts'

/** What a person decides about charges. `withdrawn` takes the decision in force back. */
export interface DecisionRequest {
  readonly chargeIds: readonly string[]
  readonly verdict: LocalDecisionRow['verdict']
  readonly note: string
}

/** The verbs for decisions on charges. */
export interface GroupDecisionVerbs {
  /**
   * Queues a decision; it is durable when this returns. Anybody signed in may decide. While the same decision is on its way, this
   * returns that one; a different decision that was never sent is replaced. Fails with `signed_out`, `bad_argument` (fewer than two
   * charges), `not_found`, `changed_meanwhile` (nothing to withdraw), `already_waiting` (a different decision was sent and has no
   * answer yet), `disk_full`, `not_saved`.
   */
  readonly decide: (request: DecisionRequest) => Result<GroupDecision>
  /**
   * The person has read that their decision was not accepted. Fails with `signed_out`, `not_found`, `not_allowed` (somebody else's
   * decision), `changed_meanwhile` (it was accepted, or is on its way), `disk_full`, `not_saved`.
   */
  readonly acknowledge: (argument: { key: string }) => Result<GroupDecision>
}

/** Builds the verbs. */
export function createGroupDecisionVerbs(ports: WritingPorts): GroupDecisionVerbs {
  const { desk, session, clock, newKey, onQueued } = ports
  return {
    decide: (wish) => {
      const user = session.user()
      if (user === null) return failed('signed_out')
      const copy = ports.copy()
      if (copy === null) return failed('not_found')
      const request = { ...wish, chargeIds: [...new Set(wish.chargeIds)].sort() }
      const checked = checkRequest(desk, copy, request)
      if (!checked.ok) return checked
      const { repeated, replaced, unaccepted, supersedes, entityHash } = checked.value
      if (repeated !== null) return done(viewLocalDecision(repeated))
      const promised = {
        ...request,
        ...signed(user),
        supersedes,
        body: bodyOfDecision({ ...request, entityHash, supersedes }),
      }
      const written = desk.write('decide', () => {
        const now = clock()
        for (const row of replaced) {
          localDecisionSteps.takeBack(desk, row, 'superseded', { at: now, who: user, why: 'decided_again' })
        }
        // A person who decides again has seen that their last decision was not accepted.
        for (const row of unaccepted)
          if (row.personId === user.id) acknowledgeDecision(desk, row, { at: now, who: user })
        return insertLocalDecision(desk, { ...promised, key: newKey(), decidedAt: now })
      })
      if (!written.ok) return notSaved(written.failure)
      onQueued()
      return done(viewLocalDecision(written.value))
    },
    acknowledge: ({ key }) => {
      const user = session.user()
      if (user === null) return failed('signed_out')
      const row = findLocalDecision(desk, key)
      if (row === undefined) return failed('not_found')
      if (row.personId !== user.id) return failed('not_allowed')
      if (!isUnaccepted(row)) return failed('changed_meanwhile')
      const written = desk.write('person', () => acknowledgeDecision(desk, row, { at: clock(), who: user }))
      if (!written.ok) return notSaved(written.failure)
      onQueued()
      return done(viewLocalDecision(row))
    },
  }
}

/** A request together with what both files know of its charges. */
interface CheckedRequest {
  /** The same decision, when it is on its way already. */
  readonly repeated: LocalDecisionRow | null
  /** Decisions that were never sent and are replaced by this one. */
  readonly replaced: readonly LocalDecisionRow[]
  /** Earlier decisions that were not accepted. */
  readonly unaccepted: readonly LocalDecisionRow[]
  /** The id of the decision in force at the central service, as far as this desk knows. */
  readonly supersedes: string | null
  /** The hash of the entity that all these charges were taken for; null when there are several. */
  readonly entityHash: Buffer | null
}

function checkRequest(desk: Store, copy: Store, request: DecisionRequest): Result<CheckedRequest> {
  const { chargeIds, verdict, note } = request
  if (chargeIds.length < 2) return failed('bad_argument')
  const { charges, entityHash } = readNamedCharges(copy, chargeIds)
  if (charges < chargeIds.length) return failed('not_found')
  const known = readDecisions(desk, copy, chargeIds)
  const pending = known.local.filter(({ endedAt }) => endedAt === null)
  const inForce = decisionInForce(known)
  const supersedes = inForce?.id ?? null
  const repeated = pending.find(
    (row) => row.verdict === verdict && row.note === note && row.chargeIds.join() === chargeIds.join(),
  )
  const before = { supersedes, entityHash, unaccepted: known.local.filter(isUnaccepted) }
  if (repeated !== undefined) return done({ ...before, repeated, replaced: [] })
  if (pending.some(({ state }) => state !== 'queued')) return failed('already_waiting')
  const hasDecision = [inForce, ...pending].some((one) => one !== null && one.verdict !== 'withdrawn')
  if (verdict === 'withdrawn' && !hasDecision) return failed('changed_meanwhile', 'nothing_stands')
  return done({ ...before, repeated: null, replaced: pending })
}

const signed = ({ id, name }: Person) => ({ personId: id, personName: name })
