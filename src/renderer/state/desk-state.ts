import type { DecisionVerdict } from '../../shared/model/lists.ts'
import { type InboxAction, type InboxState, startInbox } from './inbox-state.ts'
import type { QueueKind, Whose } from './queue-filter.ts'

/** What the person is looking at. Nothing here comes from the engine; nothing here is lost when a view is reloaded. */
export interface DeskState {
  readonly view: View
  /** What stands in the search box. */
  readonly text: string
  /** Where in the results the arrow keys stand, and on whom, because the answer may come anew; null while none has come. */
  readonly active: number
  readonly pointedAt: string | null
  /** The customer on the call, by one of their bookings. */
  readonly bookingId: string | null
  /** Where the cursor stands on the customer: a stop of state/stops.ts. */
  readonly cursor: string | null
  /** The charge whose refund panel is open. */
  readonly chargeId: string | null
  /** The group whose raw evidence is open in the third region, by its id. */
  readonly evidenceOf: string | null
  /** The word that is being given on a group. */
  readonly deciding: { readonly groupId: string; readonly verdict: DecisionVerdict } | null
  /** Notes that were begun and not yet sent, by the step that they are for: a step that is closed keeps its words. */
  readonly notes: Readonly<Record<string, string>>
  /** What is chosen in the queue, a refund or a decision, by its key. */
  readonly intentKey: string | null
  /** Which refunds the queue shows, and whose. */
  readonly queueKind: QueueKind
  readonly whose: Whose
  /** The refund that is looked into, and where its person came from. */
  readonly review: { readonly key: string; readonly from: View } | null
  /** The refund chosen among the approvals. */
  readonly refundId: string | null
  readonly inbox: InboxState
  /** The place of the call while the inbox is open, and of the inbox while it is not. */
  readonly aside: Place
  readonly dialog: 'keys' | 'signOut' | null
  /** Sign-in was asked for while the desk is open offline. */
  readonly signingIn: boolean
}

/** Which customer is looked at, and where: the call has one place and the inbox another, and neither takes the other's. */
type Place = Pick<DeskState, 'bookingId' | 'cursor' | 'chargeId' | 'evidenceOf' | 'deciding'>

/** The views of the desk, in the order of the header. */
export const VIEWS = ['call', 'inbox', 'queue', 'approvals', 'health'] as const
/** One of them. */
export type View = (typeof VIEWS)[number]

/** What a person does at the desk, each with what it needs. */
export type DeskAction =
  | { readonly do: 'view'; readonly view: View }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'point'; readonly active: number; readonly bookingId: string | null }
  | { readonly do: 'openCustomer'; readonly bookingId: string }
  | { readonly do: 'moveTo'; readonly cursor: string | null }
  | { readonly do: 'openRefund'; readonly chargeId: string }
  | { readonly do: 'openGroup'; readonly bookingId: string; readonly chargeId: string }
  | { readonly do: 'showEvidence'; readonly groupId: string | null }
  | { readonly do: 'decide'; readonly deciding: DeskState['deciding'] }
  | { readonly do: 'note'; readonly of: string; readonly text: string }
  | { readonly do: 'chooseIntent'; readonly key: string | null }
  | { readonly do: 'showInQueue'; readonly queueKind: QueueKind }
  | { readonly do: 'showWhose'; readonly whose: Whose }
  | { readonly do: 'lookInto'; readonly key: string }
  | { readonly do: 'openCharge'; readonly bookingId: string; readonly chargeId: string }
  | { readonly do: 'chooseGroup'; readonly groupId: string; readonly bookingId: string; readonly at: number }
  | { readonly do: 'inbox'; readonly change: InboxAction }
  | { readonly do: 'chooseApproval'; readonly refundId: string | null }
  | { readonly do: 'dialog'; readonly dialog: DeskState['dialog'] }
  | { readonly do: 'signIn'; readonly open: boolean }
  | { readonly do: 'back' }
  | { readonly do: 'reset' }

/** What is done about a charge or a group: one of these at a time. */
export const NOTHING_OPEN = { chargeId: null, evidenceOf: null, deciding: null } as const

/** The desk as it opens: on the call, with nobody on the line. */
export const startState: DeskState = {
  view: 'call',
  text: '',
  active: 0,
  pointedAt: null,
  bookingId: null,
  cursor: null,
  chargeId: null,
  evidenceOf: null,
  deciding: null,
  notes: {},
  intentKey: null,
  queueKind: 'all',
  whose: 'all',
  review: null,
  refundId: null,
  inbox: startInbox,
  aside: { bookingId: null, cursor: null, ...NOTHING_OPEN },
  dialog: null,
  signingIn: false,
}
