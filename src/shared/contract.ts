import { z } from 'zod'
import {
  amountMinor,
  id,
  inboxFilter,
  key,
  machineText,
  neededNote,
  noArgument,
  note,
  reason,
  typedText,
} from './argument.ts'
import type {
  AppInfo,
  ApprovalDecision,
  ApprovalView,
  BulkRefund,
  Contact,
  CustomerView,
  DeskStatus,
  GroupDecision,
  GroupPlace,
  InboxHour,
  InboxPage,
  IntentStep,
  IntentView,
  QuarantinedChange,
  QueueView,
  RawEvidence,
  RefundDesk,
  RefundReview,
  Result,
  SearchAnswer,
  SessionView,
  Topic,
} from './model/index.ts'
import { APPROVAL_VERDICTS, DECISION_VERDICTS, ERROR_SOURCES, INBOX_ORDERS } from './model/lists.ts'
import { LONGEST_SEARCH } from './search-length.ts'

/** One channel: who answers it, the schema of its argument (checked in main), the type of its result. */
export interface Channel<By extends 'engine' | 'shell', Argument extends z.ZodType, Answer> {
  readonly answeredBy: By
  readonly argument: Argument
  /** Carries the type only; never present at run time. */
  readonly answer?: Answer
}

/** A channel that the engine answers; main checks the argument and passes it on. */
const engine =
  <Answer>() =>
  <A extends z.ZodType>(argument: A): Channel<'engine', A, Answer> => ({ answeredBy: 'engine', argument })

/** A channel that main answers itself. */
const shell =
  <Answer>() =>
  <A extends z.ZodType>(argument: A): Channel<'shell', A, Answer> => ({ answeredBy: 'shell', argument })

/**
 * Every channel between the screen and the engine, each stated once. The preload exposes exactly these names,
 * main checks arguments with these schemas, and the screen's types derive from here.
 */
export const contract = {
  'app.info': shell<AppInfo>()(noArgument),
  /** Text to the clipboard; the renderer has no clipboard permission of its own. */
  'app.copy': shell<null>()(z.object({ text: typedText(z.string().max(2_000)) })),
  /** An error of the renderer, for the one log. */
  'app.reportError': shell<null>()(
    z.object({
      name: typedText(z.string().max(200)),
      message: typedText(z.string().max(4_000)),
      stack: typedText(z.string().max(16_000)),
      source: z.enum(ERROR_SOURCES),
    }),
  ),
  /** Saves "my refunds today" as CSV where the agent says; the answer is the file's name, null when they thought better of it. */
  'report.export': shell<{ readonly fileName: string | null }>()(z.object({ dayStart: z.int(), dayEnd: z.int() })),

  'session.get': engine<SessionView>()(noArgument),
  'session.signIn': engine<SessionView>()(
    z.object({ username: typedText(z.string().min(1).max(200)), password: typedText(z.string().min(1).max(1_000)) }),
  ),
  'session.signOut': engine<SessionView>()(noArgument),

  'status.get': engine<DeskStatus>()(noArgument),
  'quarantine.list': engine<readonly QuarantinedChange[]>()(noArgument),

  search: engine<SearchAnswer>()(z.object({ text: typedText(z.string().max(LONGEST_SEARCH)) })),
  'customer.get': engine<CustomerView>()(z.object({ bookingId: id })),
  /** The whole contact, once the agent has verified the caller; written to the audit. */
  'customer.reveal': engine<Contact>()(z.object({ bookingId: id })),

  /** Where the group of a charge is; the charge alone where it is in none. `not_found` when the copy does not hold it. */
  'group.find': engine<GroupPlace>()(z.object({ chargeId: id })),
  /** Everything that the copy holds of the charges of a group, the contact masked. */
  'group.evidence': engine<readonly RawEvidence[]>()(z.object({ chargeIds: z.array(id).min(1).max(50) })),
  /** A person's word on these charges, queued like every write. `withdrawn` takes the standing one back. */
  'group.decide': engine<GroupDecision>()(
    z.object({
      chargeIds: z.array(id).min(2).max(50),
      verdict: z.enum(DECISION_VERDICTS),
      note: neededNote,
    }),
  ),

  /** The person has read that their decision was not taken. */
  'group.acknowledge': engine<GroupDecision>()(z.object({ key })),

  /** Open groups, a page at a time; `after` is the last page's. */
  'inbox.list': engine<InboxPage>()(
    z.object({
      filter: inboxFilter,
      order: z.enum(INBOX_ORDERS),
      after: machineText(z.string().max(200)).nullable(),
    }),
  ),
  /**
   * Open groups by the hour of their latest charge, for every hour between `from` and `to` of the filter. Without `to` up to now,
   * without `from` 48 hours; 31 days at most.
   */
  'inbox.hours': engine<readonly InboxHour[]>()(z.object({ filter: inboxFilter })),
  /** A supervisor gives back what sure groups have to give back, each charge by an intent of its own. */
  'refund.bulk': engine<BulkRefund>()(z.object({ groupIds: z.array(id).min(1).max(200), note: neededNote })),

  'draft.open': engine<RefundDesk>()(z.object({ chargeId: id })),
  'draft.save': engine<null>()(
    z.object({
      key,
      keepChargeId: id.nullable(),
      amountMinor: amountMinor.nullable(),
      reason: reason.nullable(),
      note,
    }),
  ),
  /** `expectedRefundedMinor` is what the screen showed as already given back when the agent confirmed. */
  'refund.submit': engine<IntentView>()(
    z.object({
      key,
      keepChargeId: id.nullable(),
      amountMinor,
      reason,
      note,
      expectedRefundedMinor: z.int().nonnegative(),
    }),
  ),
  /** Takes back an intent that was never tried. */
  'refund.cancel': engine<IntentView>()(z.object({ key })),
  /** The agent has read why an intent was refused. */
  'refund.acknowledge': engine<IntentView>()(z.object({ key })),
  /** Every step of an intent, oldest first. */
  'refund.history': engine<readonly IntentStep[]>()(z.object({ key })),
  /** What was sent, what came back, and what the central service says now. Waits for its answer. */
  'refund.review': engine<RefundReview>()(z.object({ key })),
  /** Asks the central service by key; when it has not seen the key, the same key and bytes go once more. */
  'refund.askAgain': engine<IntentView>()(z.object({ key })),
  /** Has the central service void the key: that alone proves that no money moved. */
  'refund.closeAsNotExecuted': engine<IntentView>()(z.object({ key, note: neededNote })),
  /** Due at once, for an intent that waits for its next try. */
  'refund.retryNow': engine<IntentView>()(z.object({ key })),
  /** A supervisor ends somebody else's intent: takes back what was never tried, voids what was. */
  'refund.supervise': engine<IntentView>()(z.object({ key, note: neededNote })),

  /** Refunds that wait for a supervisor, oldest first, then those decided here in the last day, each with its evidence. */
  'approval.list': engine<readonly ApprovalView[]>()(noArgument),
  /** Queues a decision; it survives restarts and goes when there is a network. */
  'approval.decide': engine<ApprovalDecision>()(
    z.object({ refundId: id, decision: z.enum(APPROVAL_VERDICTS), note: neededNote }),
  ),

  /** `dayStart` and `dayEnd` bound "today" in the agent's zone. */
  'queue.list': engine<QueueView>()(z.object({ dayStart: z.int(), dayEnd: z.int() })),
} as const

/** All channels with their schemas and types. */
export type Contract = typeof contract
/** The name of a channel. */
export type ChannelName = keyof Contract
/** What a channel is asked with, as its schema reads it. */
export type Argument<C extends ChannelName> = z.infer<Contract[C]['argument']>
/** What a channel answers when all went well. */
export type Answer<C extends ChannelName> =
  Contract[C] extends Channel<'engine' | 'shell', z.ZodType, infer R> ? R : never

/** The names of the channels that one side answers. */
export type ChannelsOf<By extends 'engine' | 'shell'> = {
  [C in ChannelName]: Contract[C]['answeredBy'] extends By ? C : never
}[ChannelName]

/** A function for each of these channels; the same shape on the screen, in main and in the engine. */
export type Asks<Names extends ChannelName> = {
  readonly [C in Names]: (argument: Argument<C>) => Promise<Result<Answer<C>>>
}

/** What the preload puts on `window.desk`: every channel as a function, and one way to hear of changes. */
export interface DeskBridge {
  readonly ask: Asks<ChannelName>
  /** Calls back with the topics that changed; returns how to stop. */
  readonly onChanged: (listener: (topics: readonly Topic[]) => void) => () => void
}
