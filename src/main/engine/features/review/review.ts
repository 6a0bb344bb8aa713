import type {
  CentralKeyState,
  IntentStep,
  IntentView,
  Person,
  RefundReview,
  Result,
  User,
} from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { may } from '../../../../shared/rules/permissions.ts'
import { askByKey, type KeyAnswer } from '../../central/endpoints/refund-by-key.ts'
import { voidKey } from '../../central/endpoints/void-key.ts'
import type { CentralClient } from '../../central/http/client.ts'
import { meaningOfRefund } from '../../central/wire/refund.ts'
import { type Meaning, meaningOf } from '../../domain/refund/meaning.ts'
import { isUnderway, nextState } from '../../domain/refund/state.ts'
import { listAudit } from '../../store/desk/audit.ts'
import type { DeskStore } from '../../store/desk/desk.ts'
import { applyMeaning } from '../../store/desk/intent-steps.ts'
import { findIntent, type IntentRow } from '../../store/desk/intents.ts'
import { makeDue } from '../../store/desk/outbox.ts'
import { type ViewPorts, viewIntent } from '../refund/intent-view.ts'

/** The verbs for an intent that does not go on by itself. Anybody signed in may look at it and ask by its key. */
export interface ReviewVerbs {
  /** Every step of the intent, oldest first. Fails with `signed_out`, `not_found`. */
  readonly history: (argument: { key: string }) => Result<readonly IntentStep[]>
  /** What was sent, what came back, and what the central service says of the key now. Fails with `signed_out`, `not_found`. */
  readonly review: (argument: { key: string }) => Promise<Result<RefundReview>>
  /**
   * Asks by key and settles the intent from the answer. When the central service has not seen the key, the outbox of the owner sends
   * the same key and bytes once more. Fails as the network does, and with `not_allowed` (`key_reused`, `group_changed`) and
   * `changed_meanwhile` (the intent has ended).
   */
  readonly askAgain: (argument: { key: string }) => Promise<Result<IntentView>>
  /**
   * Ends an intent as refused when the central service proves that its key has never executed; when it has executed, the intent
   * settles from that refund. For its owner and for supervisors. Fails as the network does, and with `central_busy` while the
   * central service works on the key, `not_allowed` (role) and `changed_meanwhile`.
   */
  readonly closeAsNotExecuted: (argument: { key: string; note: string }) => Promise<Result<IntentView>>
  /** Makes the intent due at once. Fails with `changed_meanwhile` when it is not on its way. */
  readonly retryNow: (argument: { key: string }) => Result<IntentView>
  /** A supervisor ends another person's intent: cancelled when it was never sent, else as `closeAsNotExecuted` does. */
  readonly supervise: (argument: { key: string; note: string }) => Promise<Result<IntentView>>
}

/**
 * Intents with these problem codes are never sent again. `group_changed`: the refund would pass the keep-one guard unseen. When a
 * person closes the intent, the refund may be submitted anew, and the guard checks it again.
 */
const NEVER_AGAIN: ReadonlySet<string> = new Set(['key_reused', 'group_changed'])

/** Builds the verbs. */
export function createReviewVerbs(
  ports: ViewPorts & {
    readonly desk: DeskStore
    readonly client: Pick<CentralClient, 'getJson' | 'post'>
    /** The queue changed, and something may be due. */
    readonly onQueued: () => void
  },
): ReviewVerbs {
  const { desk, client, session, clock } = ports

  function find(key: string): Result<{ row: IntentRow; user: User }> {
    const user = session.user()
    if (user === null) return failed('signed_out')
    const row = findIntent(desk, key)
    return row === undefined ? failed('not_found') : done({ row, user })
  }

  /** Answers with the intent as it waits, before the outbox sends it. */
  function view(key: string): Result<IntentView> {
    const row = findIntent(desk, key)
    const shown = row === undefined ? failed('not_found') : done(viewIntent(ports, row))
    ports.onQueued()
    return shown
  }

  /** Applies a meaning in one transaction. Fails with `changed_meanwhile` when the state machine has no such step any more. */
  function step(key: string, meaning: Meaning, who: Person, why: string, note?: string): Result<IntentView> {
    const written = desk.write('person', () => {
      const row = findIntent(desk, key)
      const isSettling = meaning.refund !== null || meaning.event === 'contradicted'
      if (row === undefined || (!isSettling && nextState(row.state, meaning.event) === null)) return false
      const now = clock()
      const circumstances = { now, dueAt: now, why, who: { id: who.id, name: who.name } }
      applyMeaning(desk, key, meaning, note === undefined ? circumstances : { ...circumstances, note })
      return true
    })
    if (!written.ok) return written
    return written.value ? view(key) : failed('changed_meanwhile')
  }

  async function close(row: IntentRow, user: User, note: string): Promise<Result<IntentView>> {
    if (nextState(row.state, 'voided') === null || row.endedAt !== null) return failed('changed_meanwhile')
    const answer = await voidKey(client, row.key)
    switch (answer.kind) {
      case 'voided':
        return step(row.key, meaningOf('voided', 'voided'), user, 'voided', note)
      case 'refund':
        return step(row.key, meaningOfRefund(answer.refund, row), user, 'asked', note)
      case 'working':
        return failed('central_busy', 'in_progress')
      case 'not_reachable':
        return { ok: false, failure: answer.failure }
    }
  }

  return {
    history: ({ key }) => {
      const found = find(key)
      if (!found.ok) return found
      const { agentId, agentName } = found.value.row
      return done(
        listAudit(desk, 'refund', key).map(({ at, personId, personName, fromState, toState, why, note }) => ({
          at,
          who: personId === null ? null : { id: personId, name: personName ?? (personId === agentId ? agentName : '') },
          from: fromState as IntentStep['from'],
          to: toState as IntentStep['to'],
          why,
          note,
        })),
      )
    },
    review: async ({ key }) => {
      const found = find(key)
      if (!found.ok) return found
      const central = viewKeyAnswer(await askByKey(client, key))
      const row = findIntent(desk, key) ?? found.value.row
      const { gateway, attempts, firstAttemptAt, lastAttemptAt, problemCode } = row
      const answered = listAudit(desk, 'refund', key).findLast((step) => step.fromState === 'sending')
      return done({
        intent: viewIntent(ports, row),
        sent: { gateway, key, body: row.body.toString('utf8'), attempts, firstAttemptAt, lastAttemptAt },
        cameBack: problemCode === null ? null : { code: problemCode, at: answered?.at ?? null },
        central,
      })
    },
    askAgain: async ({ key }) => {
      const found = find(key)
      if (!found.ok) return found
      const { row, user } = found.value
      const answer = await askByKey(client, key)
      if (answer.kind === 'refund') return step(key, meaningOfRefund(answer.refund, row), user, 'asked')
      if (answer.kind === 'not_reachable') return { ok: false, failure: answer.failure }
      if (answer.kind === 'working') return view(key)
      if (row.problemCode !== null && NEVER_AGAIN.has(row.problemCode)) return failed('not_allowed', row.problemCode)
      if (isUnderway(row.state)) return makeDueNow(key)
      return row.endedAt === null ? step(key, meaningOf('ask_again'), user, 'ask_again') : failed('changed_meanwhile')
    },
    closeAsNotExecuted: async ({ key, note }) => {
      const found = find(key)
      if (!found.ok) return found
      const { row, user } = found.value
      const isTheirs = row.agentId === user.id || may(user, 'end_for_others')
      return isTheirs ? close(row, user, note) : failed('not_allowed', 'role')
    },
    retryNow: ({ key }) => {
      const found = find(key)
      if (!found.ok) return found
      return isUnderway(found.value.row.state) ? makeDueNow(key) : failed('changed_meanwhile')
    },
    supervise: async ({ key, note }) => {
      const found = find(key)
      if (!found.ok) return found
      const { row, user } = found.value
      if (!may(user, 'end_for_others')) return failed('not_allowed', 'role')
      if (row.agentId === user.id) return failed('not_allowed', 'own_request')
      const isUntried = row.state === 'queued' && row.attempts === 0
      return isUntried ? step(key, meaningOf('take_back'), user, 'supervised', note) : close(row, user, note)
    },
  }

  function makeDueNow(key: string): Result<IntentView> {
    const written = desk.write('person', () => makeDue(desk, key, clock()))
    return written.ok ? view(key) : written
  }
}

function viewKeyAnswer(answer: KeyAnswer): CentralKeyState {
  if (answer.kind !== 'refund') return answer
  const { id, chargeId, amountMinor, currency, state, updatedAt } = answer.refund
  return { kind: 'refund', refund: { id, chargeId, amountMinor, currency, state, updatedAt } }
}
