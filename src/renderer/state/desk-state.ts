import type { DecisionVerdict } from '../../shared/model/lists.ts'
import { type InboxAction, type InboxState, startInbox } from './inbox-state.ts'
import type { QueueKind, QueueOwner } from './queue-filter.ts'

/*
 * What the person looks at, as one value, and every way to change it.
 *
 * A component reads `const { state, go } = useDeskState()` (use-desk-state.tsx) and changes the state with an action,
 * for example `go({ do: 'openCustomer', bookingId })`. desk-reducer.ts computes the next state. A new part of the
 * screen that can be opened needs a field here, an action here, its case in `deskReducer`, and its place in `stepBack`,
 * so that Esc closes it.
 */

/**
 * What the person looks at. No field holds an answer of the engine: the state holds ids, and the screens ask for the
 * rest (bridge/desk.tsx). It survives when a view fails and is loaded again.
 */
export interface DeskState {
  readonly view: View
  /** The text in the search box. */
  readonly searchText: string
  /** The result that the arrow keys point at, by its place from 0. */
  readonly resultIndex: number
  /** The same result by its booking, because a new answer may move it; null before an answer. */
  readonly resultBookingId: string | null
  /** The customer that is open, by one of their bookings. */
  readonly bookingId: string | null
  /** The cursor target of the open customer that has the cursor (cursor-targets.ts). */
  readonly cursor: string | null
  /** The charge whose refund panel is open. */
  readonly chargeId: string | null
  /** The group whose raw evidence is open in the third region. */
  readonly evidenceGroupId: string | null
  /** The decision that the person is writing about a group. */
  readonly deciding: { readonly groupId: string; readonly verdict: DecisionVerdict } | null
  /** Notes that are begun and not sent, by the key of their step (use-note.ts): a closed step keeps its note. */
  readonly notes: Readonly<Record<string, string>>
  /** The row that is chosen in the queue, by the idempotency key of its refund or decision. */
  readonly queueKey: string | null
  /** The filters of the queue: what a row waits for, and whose it is. */
  readonly queueKind: QueueKind
  readonly queueOwner: QueueOwner
  /** The refund under review, and the view that the person came from. */
  readonly review: { readonly key: string; readonly from: View } | null
  /** The refund that is chosen among the approvals. */
  readonly approvalRefundId: string | null
  readonly inbox: InboxState
  /** The place of the view that is not open: of the call while the inbox is open, else of the inbox. */
  readonly otherPlace: Place
  readonly dialog: 'keys' | 'signOut' | null
  /** True while the sign-in form is open although the desk works offline. */
  readonly signingIn: boolean
}

/**
 * The open customer and what is open about them. The call and the inbox have one place each, and keep it for each
 * other.
 */
type Place = Pick<DeskState, 'bookingId' | 'cursor' | 'chargeId' | 'evidenceGroupId' | 'deciding'>

/** The views of the desk, in the order of the header. */
export const VIEWS = ['call', 'inbox', 'queue', 'approvals', 'health'] as const
/** A view of the desk. */
export type View = (typeof VIEWS)[number]

/** What a person does at the desk. Null closes or clears. */
export type DeskAction =
  | { readonly do: 'view'; readonly view: View }
  /** Types into the search box; leads to the call. */
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'pointAtResult'; readonly index: number; readonly bookingId: string | null }
  /** Opens a customer in the call. */
  | { readonly do: 'openCustomer'; readonly bookingId: string }
  | { readonly do: 'moveTo'; readonly cursor: string | null }
  /** Opens the refund panel of a charge of the open customer. */
  | { readonly do: 'openRefund'; readonly chargeId: string }
  /** Opens a customer in the call, with the cursor on a charge inside its group. */
  | { readonly do: 'openGroup'; readonly bookingId: string; readonly chargeId: string }
  | { readonly do: 'showEvidence'; readonly groupId: string | null }
  | { readonly do: 'decide'; readonly deciding: DeskState['deciding'] }
  /** Keeps the note of a step; an empty text drops it. */
  | { readonly do: 'note'; readonly noteKey: string; readonly text: string }
  | { readonly do: 'chooseInQueue'; readonly key: string | null }
  | { readonly do: 'showQueueKind'; readonly queueKind: QueueKind }
  | { readonly do: 'showQueueOwner'; readonly queueOwner: QueueOwner }
  /** Opens the review of a refund. */
  | { readonly do: 'review'; readonly key: string }
  /** Opens a customer in the call, with the refund panel of a charge and the cursor on its line of the timeline. */
  | { readonly do: 'openCharge'; readonly bookingId: string; readonly chargeId: string }
  /** Chooses a group of the inbox; `at` is its place in the list, from 0. */
  | { readonly do: 'chooseGroup'; readonly groupId: string; readonly bookingId: string; readonly at: number }
  | { readonly do: 'inbox'; readonly change: InboxAction }
  | { readonly do: 'chooseApproval'; readonly refundId: string | null }
  | { readonly do: 'dialog'; readonly dialog: DeskState['dialog'] }
  | { readonly do: 'signIn'; readonly open: boolean }
  /** Esc: one step back. */
  | { readonly do: 'back' }
  /** Starts again, for the next person who signs in. */
  | { readonly do: 'reset' }

/** Nothing open about a charge or a group: the refund panel, the evidence and the decision are open one at a time. */
export const NOTHING_OPEN = { chargeId: null, evidenceGroupId: null, deciding: null } as const

/** The state of a desk that opens: the call without a caller. */
export const startState: DeskState = {
  view: 'call',
  searchText: '',
  resultIndex: 0,
  resultBookingId: null,
  bookingId: null,
  cursor: null,
  chargeId: null,
  evidenceGroupId: null,
  deciding: null,
  notes: {},
  queueKey: null,
  queueKind: 'all',
  queueOwner: 'all',
  review: null,
  approvalRefundId: null,
  inbox: startInbox,
  otherPlace: { bookingId: null, cursor: null, ...NOTHING_OPEN },
  dialog: null,
  signingIn: false,
}
