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
import { LONGEST_SEARCH } from './model/search.ts'

/** One channel: which side answers it, the schema of its argument (main checks it), and the type of its answer. */
export interface Channel<By extends 'engine' | 'shell', Argument extends z.ZodType, Answer> {
  readonly answeredBy: By
  readonly argument: Argument
  /** Carries the type only. It never exists at run time. */
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
 * Every channel that the screen can ask, each stated once. The preload exposes exactly these names, main checks arguments
 * with these schemas, and the types of the screen derive from here. Every channel can answer `bad_argument`, `internal` and
 * `engine_restarting`; those that show customer data, `signed_out`.
 */
export const contract = {
  'app.info': shell<AppInfo>()(noArgument),
  /** Copies text to the clipboard. The renderer itself has no permission for the clipboard. */
  'app.copy': shell<null>()(z.object({ text: typedText(z.string().max(2_000)) })),
  /** Writes an error of the renderer to the one log. */
  'app.reportError': shell<null>()(
    z.object({
      name: typedText(z.string().max(200)),
      message: typedText(z.string().max(4_000)),
      stack: typedText(z.string().max(16_000)),
      source: z.enum(ERROR_SOURCES),
    }),
  ),
  /** Saves the agent's refunds of a day as CSV where they choose. Answers the file's name, or null when they cancelled. */
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
  /** Shows the whole contact after the agent verified the caller, and writes that to the audit. */
  'customer.reveal': engine<Contact>()(z.object({ bookingId: id })),

  /** Finds the group of a charge, or the charge alone when it is in no group. Fails with `not_found` when the copy does not hold it. */
  'group.find': engine<GroupPlace>()(z.object({ chargeId: id })),
  /** Everything that the copy holds about the charges of a group, with the contact masked. */
  'group.evidence': engine<readonly RawEvidence[]>()(z.object({ chargeIds: z.array(id).min(1).max(50) })),
  /** Queues a person's decision on these charges. `withdrawn` takes back the decision in force. */
  'group.decide': engine<GroupDecision>()(
    z.object({
      chargeIds: z.array(id).min(2).max(50),
      verdict: z.enum(DECISION_VERDICTS),
      note: neededNote,
    }),
  ),

  /** Notes that the person has read that the central service did not accept their decision. */
  'group.acknowledge': engine<GroupDecision>()(z.object({ key })),

  /** One page of open groups. `after` is the `after` of the page before; null asks for the first page. */
  'inbox.list': engine<InboxPage>()(
    z.object({
      filter: inboxFilter,
      order: z.enum(INBOX_ORDERS),
      after: machineText(z.string().max(200)).nullable(),
    }),
  ),
  /**
   * Counts open groups by the hour of their latest charge, for every hour between `from` and `to` of the filter. Without `to`
   * it counts up to now, without `from` 48 hours back; never more than 31 days.
   */
  'inbox.hours': engine<readonly InboxHour[]>()(z.object({ filter: inboxFilter })),
  /** Refunds what is to be refunded of many sure groups, each charge with an intent of its own. Needs the right `bulk_refund`. */
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
  /** Queues a refund. `expectedRefundedMinor` is the refunded amount that the screen showed when the agent confirmed. */
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
  /** Cancels an intent that was never tried. */
  'refund.cancel': engine<IntentView>()(z.object({ key })),
  /** Notes that the agent has read why the central service refused an intent. */
  'refund.acknowledge': engine<IntentView>()(z.object({ key })),
  /** Every step of an intent, oldest first. */
  'refund.history': engine<readonly IntentStep[]>()(z.object({ key })),
  /** What the desk sent, what came back last, and what the central service says now. Waits for the central service. */
  'refund.review': engine<RefundReview>()(z.object({ key })),
  /** Asks the central service about a key. If it has not seen the key, the desk sends the same key and bytes again. */
  'refund.askAgain': engine<IntentView>()(z.object({ key })),
  /** Asks the central service to void the key. Only that proves that no money moved. */
  'refund.closeAsNotExecuted': engine<IntentView>()(z.object({ key, note: neededNote })),
  /** Makes an intent that waits for its next attempt due now. */
  'refund.retryNow': engine<IntentView>()(z.object({ key })),
  /** Ends a colleague's intent: cancels it if it was never tried, else voids its key. Needs the right `end_for_others`. */
  'refund.supervise': engine<IntentView>()(z.object({ key, note: neededNote })),

  /** Refunds that wait for a supervisor, oldest first, then those that this desk decided in the last day, with their evidence. */
  'approval.list': engine<readonly ApprovalView[]>()(noArgument),
  /** Queues a supervisor's decision. It survives restarts, and the desk sends it when there is a network. */
  'approval.decide': engine<ApprovalDecision>()(
    z.object({ refundId: id, decision: z.enum(APPROVAL_VERDICTS), note: neededNote }),
  ),

  /** `dayStart` and `dayEnd` (UTC ms) are the bounds of today in the agent's zone. */
  'queue.list': engine<QueueView>()(z.object({ dayStart: z.int(), dayEnd: z.int() })),
} as const

/** All channels with their schemas and types. */
export type Contract = typeof contract
/** The name of a channel. */
export type ChannelName = keyof Contract
/** The argument of a channel, as its schema reads it. */
export type Argument<C extends ChannelName> = z.infer<Contract[C]['argument']>
/** The answer of a channel when nothing failed. */
export type Answer<C extends ChannelName> =
  Contract[C] extends Channel<'engine' | 'shell', z.ZodType, infer R> ? R : never

/** The channels that one side answers. */
export type ChannelsOf<By extends 'engine' | 'shell'> = {
  [C in ChannelName]: Contract[C]['answeredBy'] extends By ? C : never
}[ChannelName]

/** A function for each of these channels. The screen, main and the engine share this shape. */
export type Asks<Names extends ChannelName> = {
  readonly [C in Names]: (argument: Argument<C>) => Promise<Result<Answer<C>>>
}

/** What the preload exposes as `window.desk`: every channel as a function, and a way to listen for changes. */
export interface DeskBridge {
  readonly ask: Asks<ChannelName>
  /** Calls the listener with the topics that changed. Returns a function that stops it. */
  readonly onChanged: (listener: (topics: readonly Topic[]) => void) => () => void
}
