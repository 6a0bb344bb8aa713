import { type InboxAction, type InboxState, inboxReducer, startInbox, stepBackInInbox } from '../inbox/inbox-state.ts'
import type { QueueKind, Whose } from '../queue/queue-filter.ts'

/** What the person is looking at. Nothing here comes from the engine; nothing here is lost when a view is reloaded. */
export interface DeskState {
  readonly view: View
  /** What stands in the search box. */
  readonly text: string
  /** Where in the results the arrow keys stand, and on whom; an answer that comes anew may have them elsewhere. */
  readonly active: number
  readonly pointedAt: string | null
  /** The customer on the call, by one of their records. */
  readonly recordId: string | null
  /** The charge under the cursor: `group:<charge>` or `line:<charge>`; `fold:<charge>` is the line of a quiet group. */
  readonly cursor: string | null
  /** The charge whose refund panel is open. */
  readonly chargeId: string | null
  /** The group whose raw evidence is open in the third region, by its id. */
  readonly evidenceOf: string | null
  /** The word that is being given on a group. */
  readonly deciding: { readonly groupId: string; readonly verdict: SaidVerdict } | null
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

/** What a person may say of a group. */
export type SaidVerdict = 'duplicate' | 'not_duplicate' | 'withdrawn'

/** Which customer is looked at, and where: the call has one place and the inbox another, and neither takes the other's. */
type Place = Pick<DeskState, 'recordId' | 'cursor' | 'chargeId' | 'evidenceOf' | 'deciding'>

/** The views of the desk, in the order of the header. */
export const VIEWS = ['call', 'inbox', 'queue', 'approvals', 'health'] as const
/** One of them. */
export type View = (typeof VIEWS)[number]

/** What a person does at the desk, each with what it needs. */
export type DeskAction =
  | { readonly do: 'view'; readonly view: View }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'point'; readonly active: number; readonly recordId: string }
  | { readonly do: 'openCustomer'; readonly recordId: string }
  | { readonly do: 'moveTo'; readonly cursor: string | null }
  | { readonly do: 'openRefund'; readonly chargeId: string }
  | { readonly do: 'openGroup'; readonly recordId: string; readonly chargeId: string }
  | { readonly do: 'showEvidence'; readonly groupId: string | null }
  | { readonly do: 'decide'; readonly deciding: DeskState['deciding'] }
  | { readonly do: 'note'; readonly of: string; readonly text: string }
  | { readonly do: 'chooseIntent'; readonly key: string | null }
  | { readonly do: 'showInQueue'; readonly queueKind: QueueKind }
  | { readonly do: 'showWhose'; readonly whose: Whose }
  | { readonly do: 'lookInto'; readonly key: string }
  | { readonly do: 'openCharge'; readonly recordId: string; readonly chargeId: string }
  | { readonly do: 'chooseGroup'; readonly groupId: string; readonly recordId: string; readonly at: number }
  | { readonly do: 'inbox'; readonly change: InboxAction }
  | { readonly do: 'chooseApproval'; readonly refundId: string | null }
  | { readonly do: 'dialog'; readonly dialog: DeskState['dialog'] }
  | { readonly do: 'signIn'; readonly open: boolean }
  | { readonly do: 'back' }
  | { readonly do: 'reset' }

/** What is done about a charge or a group: one of these at a time. */
const NOTHING_OPEN = { chargeId: null, evidenceOf: null, deciding: null } as const

/** The desk as it opens: on the call, with nobody on the line. */
export const startState: DeskState = {
  view: 'call',
  text: '',
  active: 0,
  pointedAt: null,
  recordId: null,
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
  aside: { recordId: null, cursor: null, ...NOTHING_OPEN },
  dialog: null,
  signingIn: false,
}

/** Turns to a view; the inbox has a customer of its own, so that looking through it never loses the call. */
function turnTo(state: DeskState, view: View): DeskState {
  if ((state.view === 'inbox') === (view === 'inbox')) return { ...state, view }
  const { recordId, cursor, chargeId, evidenceOf, deciding } = state
  return { ...state, ...state.aside, aside: { recordId, cursor, chargeId, evidenceOf, deciding }, view }
}

/** One step back: the last thing opened closes first. */
function stepBack(state: DeskState): DeskState {
  if (state.dialog) return { ...state, dialog: null }
  if (state.signingIn) return { ...state, signingIn: false }
  if (state.view === 'queue' && state.review) return { ...turnTo(state, state.review.from), review: null }
  if (state.view !== 'call' && state.view !== 'inbox') return turnTo(state, 'call')
  if (state.deciding) return { ...state, deciding: null }
  if (state.evidenceOf) return { ...state, evidenceOf: null }
  if (state.chargeId) return { ...state, chargeId: null }
  if (state.cursor) return { ...state, cursor: null }
  if (state.view === 'inbox') {
    const inbox = stepBackInInbox(state.inbox)
    return inbox ? { ...state, inbox } : turnTo(state, 'call')
  }
  if (state.recordId) return { ...state, recordId: null }
  if (state.text) return { ...state, text: '', active: 0, pointedAt: null }
  return state
}

/** The next state of the desk; the same object when nothing changes. */
export function deskReducer(state: DeskState, action: DeskAction): DeskState {
  switch (action.do) {
    case 'view':
      return { ...turnTo(state, action.view), review: null, signingIn: false }
    case 'type':
      return { ...turnTo(state, 'call'), text: action.text, active: 0, pointedAt: null }
    case 'point':
      return { ...state, active: action.active, pointedAt: action.recordId }
    case 'openCustomer': {
      const call = turnTo(state, 'call')
      return action.recordId === call.recordId
        ? call
        : { ...call, recordId: action.recordId, cursor: null, ...NOTHING_OPEN }
    }
    case 'moveTo':
      return { ...state, cursor: action.cursor }
    case 'openRefund':
      return { ...state, ...NOTHING_OPEN, chargeId: action.chargeId }
    case 'openGroup':
      return {
        ...deskReducer(state, { do: 'openCustomer', recordId: action.recordId }),
        ...NOTHING_OPEN,
        cursor: `group:${action.chargeId}`,
      }
    case 'showEvidence':
      return { ...state, evidenceOf: action.groupId, deciding: null }
    case 'decide':
      return { ...state, deciding: action.deciding }
    case 'note': {
      const { [action.of]: _, ...others } = state.notes
      return { ...state, notes: action.text === '' ? others : { ...others, [action.of]: action.text } }
    }
    case 'chooseIntent':
      return { ...state, intentKey: action.key }
    case 'showInQueue':
      return { ...state, queueKind: action.queueKind }
    case 'showWhose':
      return { ...state, whose: action.whose }
    case 'lookInto':
      return { ...turnTo(state, 'queue'), intentKey: action.key, review: { key: action.key, from: state.view } }
    case 'openCharge':
      return {
        ...deskReducer(state, { do: 'openCustomer', recordId: action.recordId }),
        ...NOTHING_OPEN,
        cursor: `line:${action.chargeId}`,
        chargeId: action.chargeId,
      }
    case 'chooseGroup': {
      const { groupId, recordId, at } = action
      return { ...state, recordId, cursor: null, ...NOTHING_OPEN, inbox: { ...state.inbox, groupId, at } }
    }
    case 'inbox':
      return { ...state, inbox: inboxReducer(state.inbox, action.change) }
    case 'chooseApproval':
      return { ...state, refundId: action.refundId }
    case 'dialog':
      return { ...state, dialog: action.dialog }
    case 'signIn':
      return { ...state, signingIn: action.open, dialog: null }
    case 'back':
      return stepBack(state)
    case 'reset':
      return startState
  }
}
