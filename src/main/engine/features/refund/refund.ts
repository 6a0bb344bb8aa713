import type { Draft, IntentView, RefundDesk, Result, User } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { Write } from '../../domain/reached.ts'
import { meaningOf } from '../../domain/refund/meaning.ts'
import type { RefundEvent } from '../../domain/refund/state.ts'
import { nextState } from '../../domain/refund/state.ts'
import { canBeSeen } from '../../domain/refund/waiting-for.ts'
import { findCharge } from '../../store/copy/charges.ts'
import { findDraft, openDraft, saveDraft } from '../../store/desk/drafts.ts'
import { applyMeaning } from '../../store/desk/intent-steps.ts'
import { findIntent, findLiveIntent, type IntentRow } from '../../store/desk/intents.ts'
import { notSaved, type WritingPorts } from '../writing.ts'
import { type ViewPorts, viewIntent } from './intent-view.ts'
import { readIntent, type Submission, submitRefund } from './submit.ts'

/** The verbs of the refund panel. Each writes `desk.db` in one transaction, or changes nothing. */
export interface RefundVerbs {
  /** The draft of this charge and agent, the same one until it is submitted, and the live intent of the charge. */
  readonly openDraft: (argument: { chargeId: string }) => Result<RefundDesk>
  readonly saveDraft: (argument: Omit<Draft, 'chargeId'>) => Result<null>
  /**
   * Turns the draft into an intent, which is durable when this returns and is sent later. A draft submitted again returns its intent.
   * Fails with `bad_argument`, `not_refundable`, `above_left`, `keeps_nothing`, `changed_meanwhile`, `already_waiting`,
   * `not_found`, `signed_out`, `disk_full`, `not_saved`; then nothing is queued.
   */
  readonly submit: (argument: Submission) => Result<IntentView>
  /** Opens a draft and submits it in one transaction, for a refund without a panel (bulk.ts). Fails as `submit` does. */
  readonly submitAtOnce: (argument: Omit<Submission, 'key'> & { chargeId: string }) => Result<IntentView>
  /** Cancels an intent that was never sent. Fails with `changed_meanwhile` when it is too late. */
  readonly cancel: (argument: { key: string }) => Result<IntentView>
  /** The agent has read that no money moved. Fails with `changed_meanwhile` when some may have. */
  readonly acknowledge: (argument: { key: string }) => Result<IntentView>
}

/** What the verbs of a refund need. */
export type RefundPorts = ViewPorts & WritingPorts

/** Builds the verbs. */
export function createRefundVerbs(ports: RefundPorts): RefundVerbs {
  const { desk, copy, session, clock, newKey, onQueued } = ports
  const view = (row: IntentRow) => viewIntent(ports, row)

  /** Runs `work` in one transaction for the person signed in. A write that is not on disk never looks like success. */
  function write<T>(what: Write, work: (user: User) => Result<T>, undo?: () => void): Result<T> {
    const user = session.user()
    if (user === null) return failed('signed_out')
    const written = desk.write(what, () => work(user), undo)
    return written.ok ? written.value : notSaved(written.failure)
  }

  function answer(written: Result<IntentRow>): Result<IntentView> {
    if (!written.ok) return written
    const shown = view(written.value)
    onQueued()
    return done(shown)
  }

  /** A step of a person on their own intent, when the state machine has one. */
  function step(
    key: string,
    event: Extract<RefundEvent, 'take_back' | 'seen'>,
    isAllowed: (row: IntentRow) => boolean,
  ) {
    return answer(
      write('person', (user) => {
        const row = findIntent(desk, key)
        if (row === undefined) return failed('not_found')
        if (row.agentId !== user.id) return failed('not_allowed')
        if (nextState(row.state, event) === null || !isAllowed(row)) return failed('changed_meanwhile')
        const now = clock()
        applyMeaning(desk, key, meaningOf(event), {
          now,
          dueAt: now,
          why: event,
          who: { id: user.id, name: user.name },
        })
        return readIntent(desk, key)
      }),
    )
  }

  /** Cancels an intent whose row is committed but whose journal line is not: nobody was told "queued", so it must not be sent. */
  function cancelUnpromised(key: string): void {
    const now = clock()
    const meaning = meaningOf('take_back', 'not_journaled')
    applyMeaning(desk, key, meaning, { now, dueAt: now, why: 'not_journaled' })
  }

  return {
    openDraft: ({ chargeId }) => {
      const store = copy()
      if (store === null || findCharge(store, chargeId) === null) return failed('not_found')
      return write('draft', (user) => {
        const draft = openDraft(desk, { chargeId, agentId: user.id, newKey: newKey(), now: clock() })
        const live = findLiveIntent(desk, chargeId)
        return done({ draft, live: live === undefined ? null : view(live) })
      })
    },
    saveDraft: (content) =>
      write('draft', (user) => {
        // A keystroke may be saved after its draft was submitted; then there is nothing left to change.
        if (findDraft(desk, content.key, user.id) === undefined) {
          return findIntent(desk, content.key) === undefined ? failed('not_found') : done(null)
        }
        saveDraft(desk, content, clock())
        return done(null)
      }),
    submit: (wish) => {
      const store = copy()
      if (store === null) return failed('not_found')
      const isKnown = findIntent(desk, wish.key) !== undefined
      return answer(
        write(
          'submit',
          (user) => submitRefund({ desk, copy: store, user, wish, now: clock() }),
          () => isKnown || cancelUnpromised(wish.key),
        ),
      )
    },
    submitAtOnce: ({ chargeId, ...wish }) => {
      const store = copy()
      if (store === null) return failed('not_found')
      let key: string | null = null
      return answer(
        write(
          'submit',
          (user) => {
            const now = clock()
            key = openDraft(desk, { chargeId, agentId: user.id, newKey: newKey(), now }).key
            return submitRefund({ desk, copy: store, user, wish: { ...wish, key }, now })
          },
          () => key !== null && cancelUnpromised(key),
        ),
      )
    },
    cancel: ({ key }) => step(key, 'take_back', (row) => row.attempts === 0),
    acknowledge: ({ key }) => step(key, 'seen', (row) => canBeSeen(row.state, row.centralState)),
  }
}
