import type { Person } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { appendAudit } from './audit.ts'
import { dequeue, enqueue, findOutboxRow, type OutboxRow, reschedule } from './outbox.ts'

/** The states of a decision that has still to reach the central service. */
export type OnItsWay = 'queued' | 'sending' | 'unknown'

/**
 * A decision that somebody made at this desk, queued as a write with its own key and bytes. Approvals and local
 * decisions have this in common. `Ended` are the states in which a decision ends.
 */
export interface QueuedDecision<Ended extends string> {
  readonly key: string
  readonly state: OnItsWay | Ended
  /** The exact bytes of the request's body; every attempt sends these. */
  readonly body: Buffer
  /** What the person wrote with it. */
  readonly note: string
  /** Only this person's token may send it. */
  readonly personId: string
  readonly personName: string
  /** UTC ms. */
  readonly decidedAt: number
  /** UTC ms; null while it is on its way. */
  readonly endedAt: number | null
}

/**
 * What an attempt brought. Either the decision ends in a state, with the `Details` that only an answer adds, or it is
 * `unknown` and is sent again with the same key and bytes.
 */
export interface DecisionOutcome<Ended extends string, Details> {
  readonly state: 'unknown' | Ended
  readonly problemCode: string | null
  readonly details: Details | null
}

/** One kind of decision: its names in the outbox and in the audit, and how to read and change its rows. */
interface DecisionTable<Row extends QueuedDecision<Ended>, Ended extends string, Details> {
  readonly kind: Exclude<OutboxRow['kind'], 'refund'>
  readonly subject: string
  readonly find: (desk: Store, key: string) => Row | undefined
  readonly listSending: (desk: Store) => readonly Row[]
  readonly change: (
    desk: Store,
    key: string,
    to: { state: 'sending' | 'unknown' | Ended; problemCode?: string | null; endedAt?: number },
    details: Details | null,
  ) => Row | undefined
}

/** The steps of one kind of decision. Each runs in the caller's transaction and appends to the audit. */
export interface DecisionSteps<Row extends QueuedDecision<Ended>, Ended extends string, Details> {
  /** Adds a decision that was just inserted to the outbox. */
  readonly queue: (desk: Store, row: Row, why: string) => void
  /** Marks the decision as `sending`, before any socket opens. Returns undefined when it may not be sent any more. */
  readonly start: (desk: Store, key: string, now: number) => Row | undefined
  /**
   * Stores the outcome of an attempt. `dueAt` receives the number of attempts so far, this one included, and returns
   * UTC ms.
   */
  readonly settle: (
    desk: Store,
    row: Row,
    outcome: DecisionOutcome<Ended, Details>,
    at: { now: number; dueAt: (attempts: number) => number; notBefore: number | null },
  ) => void
  /** Ends a decision that was never sent, because a person wants so. */
  readonly takeBack: (desk: Store, row: Row, state: Ended, by: { at: number; who: Person; why: string }) => void
  /**
   * Repairs the decisions that are marked as `sending` but not in `busy`: they were cut off, and are due at once.
   * Returns how many there were.
   */
  readonly recover: (desk: Store, busy: ReadonlySet<string>, now: number) => number
}

/** Builds the steps for one kind of decision. */
export function decisionSteps<Row extends QueuedDecision<Ended>, Ended extends string, Details>(
  table: DecisionTable<Row, Ended, Details>,
): DecisionSteps<Row, Ended, Details> {
  const { kind, subject } = table

  function move(
    desk: Store,
    row: Row,
    to: Parameters<typeof table.change>[2],
    details: Details | null,
    step: { at: number; who: Person | null; why: string },
  ): Row {
    const moved = table.change(desk, row.key, to, details)
    if (moved === undefined) throw new Error('once: a decision that was just read is not there')
    appendAudit(desk, { ...step, subject, subjectId: row.key, fromState: row.state, toState: moved.state })
    return moved
  }

  const steps: DecisionSteps<Row, Ended, Details> = {
    queue: (desk, { key, state, personId, personName, decidedAt, note }, why) => {
      enqueue(desk, { kind, what: key, ownerId: personId, now: decidedAt })
      const who = { id: personId, name: personName }
      appendAudit(desk, { at: decidedAt, who, subject, subjectId: key, fromState: null, toState: state, why, note })
    },
    start: (desk, key, now) => {
      const row = table.find(desk, key)
      const isOnItsWay = row !== undefined && row.endedAt === null
      if (isOnItsWay) return move(desk, row, { state: 'sending' }, null, { at: now, who: null, why: 'attempt' })
      dequeue(desk, key, kind)
      return undefined
    },
    settle: (desk, row, { state, problemCode, details }, { now, dueAt, notBefore }) => {
      const step = { at: now, who: null, why: problemCode ?? state }
      if (state === 'unknown') {
        const attempts = (findOutboxRow(desk, row.key, kind)?.attempts ?? 0) + 1
        move(desk, row, { state, problemCode }, details, step)
        reschedule(desk, row.key, { dueAt: dueAt(attempts), notBefore }, kind)
      } else {
        move(desk, row, { state, problemCode, endedAt: now }, details, step)
        dequeue(desk, row.key, kind)
      }
    },
    takeBack: (desk, row, state, by) => {
      move(desk, row, { state, endedAt: by.at }, null, by)
      dequeue(desk, row.key, kind)
    },
    recover: (desk, busy, now) => {
      const cutOff = table.listSending(desk).filter(({ key }) => !busy.has(key))
      const outcome = { state: 'unknown', problemCode: 'restart', details: null } as const
      for (const row of cutOff) steps.settle(desk, row, outcome, { now, dueAt: () => now, notBefore: null })
      return cutOff.length
    },
  }
  return steps
}
