import type { Asks, ChannelsOf } from '../../shared/contract.ts'
import type { ShellQuestions } from '../../shared/engine-protocol.ts'
import type { Result, User } from '../../shared/model/index.ts'
import { done, failed } from '../../shared/result.ts'
import { heldSince } from './domain/hold.ts'
import { localDay } from './domain/local-time.ts'
import { type DeskFacts, readCustomer, revealToAgent } from './features/customer/customer.ts'
import { listDecisionsOn, pendingOwnDecisions } from './features/group/decisions.ts'
import { findGroup, readEvidence } from './features/group/find.ts'
import type { AuditChain } from './features/health/audit-chain.ts'
import { readStatus } from './features/health/status.ts'
import { readInbox, readInboxHours } from './features/inbox/inbox.ts'
import { countQueue, listIntentsOfCharges, listQueue } from './features/queue/queue.ts'
import type { ViewPorts } from './features/refund/intent-view.ts'
import { writeReport } from './features/report/report.ts'
import { searchPeople } from './features/search/search.ts'
import type { SessionVerbs } from './features/session/session.ts'
import { listQuarantine } from './store/copy/quarantine.ts'
import type { CopyStore } from './store/copy-store.ts'
import type { Sync } from './sync/sync.ts'
import type { Verbs } from './verbs.ts'

/** Answers for the channels of the screen and for main's own questions. */
type Answers = Asks<ChannelsOf<'engine'>> & {
  readonly [Q in keyof ShellQuestions]: (
    argument: ShellQuestions[Q]['argument'],
  ) => Promise<Result<ShellQuestions[Q]['answer']>>
}

/** What the answers are made of. */
interface AnswerParts {
  readonly view: ViewPorts
  readonly verbs: Verbs
  readonly copies: CopyStore
  readonly sync: Pick<Sync, 'status'>
  readonly auditChain: Pick<AuditChain, 'problem'>
  readonly sessions: SessionVerbs
  /** Somebody signed in: what waits may be sent at once. */
  readonly wake: () => void
  /** Monotonic ms. */
  readonly stopwatch: () => number
}

/** Every channel of the engine with its answer, a line for each. */
export function answerChannels(parts: AnswerParts): Answers {
  const { view, verbs, copies, sync, auditChain, sessions, wake, stopwatch } = parts
  const { desk, session, clock } = view
  const { refunds, reviews, approvals, groupDecisions } = verbs
  const knows: DeskFacts = {
    intentsOf: (chargeIds) => listIntentsOfCharges(view, chargeIds),
    decisionsOn: (chargeIds) => {
      const copy = copies.current()
      return copy === null ? [] : listDecisionsOn(desk, copy, chargeIds)
    },
    pendingDecisionsOn: (chargeIds) => {
      const copy = copies.current()
      return copy === null ? [] : pendingOwnDecisions(desk, copy, chargeIds)
    },
  }

  /** Customer data is only for somebody who has signed in at this desk. */
  function withPerson<T>(answer: (person: User) => Result<T>): Result<T> {
    const person = session.user()
    return person === null ? failed('signed_out') : answer(person)
  }

  return {
    'session.get': async () => sessions.get(),
    'session.signIn': async (argument) => {
      const signedIn = await sessions.signIn(argument)
      if (signedIn.ok) wake()
      return signedIn
    },
    'session.signOut': () => sessions.signOut(),
    'status.get': async () => {
      const copy = { copy: copies.current(), isCopyProven: copies.isProven(), now: clock() }
      const status = readStatus(copy, sync.status(), countQueue(view))
      return done({ ...status, problem: auditChain.problem() ?? status.problem })
    },
    'quarantine.list': async () => {
      const copy = copies.current()
      return done(copy === null ? [] : listQuarantine(copy))
    },
    search: async ({ text }) =>
      withPerson(() => {
        const now = clock()
        const time = { stopwatch, today: localDay(now), heldSince: heldSince(now) }
        return done(searchPeople(copies.current(), text, time))
      }),
    'customer.get': async ({ bookingId }) => withPerson(() => readCustomer(copies.current(), knows, bookingId)),
    'customer.reveal': async ({ bookingId }) =>
      withPerson((agent) => revealToAgent({ desk, copy: copies.current(), agent, bookingId, now: clock() })),
    'group.find': async ({ chargeId }) => withPerson(() => findGroup(copies.current(), chargeId)),
    'group.evidence': async ({ chargeIds }) => withPerson(() => readEvidence(copies.current(), chargeIds)),
    'group.decide': async (argument) => groupDecisions.decide(argument),
    'group.acknowledge': async (argument) => groupDecisions.acknowledge(argument),
    'inbox.list': async (wish) => withPerson(() => readInbox({ copy: copies.current(), knows, now: clock() }, wish)),
    'inbox.hours': async ({ filter }) => withPerson(() => done(readInboxHours(copies.current(), filter, clock()))),
    'refund.bulk': (argument) => verbs.giveBackInBulk(argument),
    'draft.open': async (argument) => refunds.openDraft(argument),
    'draft.save': async (argument) => refunds.saveDraft(argument),
    'refund.submit': async (argument) => refunds.submit(argument),
    'refund.cancel': async (argument) => refunds.cancel(argument),
    'refund.acknowledge': async (argument) => refunds.acknowledge(argument),
    'refund.history': async (argument) => reviews.history(argument),
    'refund.review': (argument) => reviews.review(argument),
    'refund.askAgain': (argument) => reviews.askAgain(argument),
    'refund.closeAsNotExecuted': (argument) => reviews.closeAsNotExecuted(argument),
    'refund.retryNow': async (argument) => reviews.retryNow(argument),
    'refund.supervise': (argument) => reviews.supervise(argument),
    'approval.list': async () => approvals.list(),
    'approval.decide': async (argument) => approvals.decide(argument),
    'queue.list': async (day) => listQueue(view, day),
    'report.csv': async (day) => writeReport(view, day),
    'queue.count': async () => done({ waiting: countQueue(view).queued }),
  }
}
