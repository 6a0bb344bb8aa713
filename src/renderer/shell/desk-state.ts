import type { QueueKind, Whose } from '../queue/queue-filter.ts'

/** What the person is looking at. Nothing here comes from the engine; nothing here is lost when a view is reloaded. */
export interface DeskState {
  readonly view: View
  /** What stands in the search box. */
  readonly text: string
  /** Which person of the results the arrow keys stand on. */
  readonly active: number
  /** The customer on the call, by one of their records. */
  readonly recordId: string | null
  /** The charge under the cursor: `group:<charge>` or `line:<charge>`. */
  readonly cursor: string | null
  /** The charge whose refund panel is open. */
  readonly chargeId: string | null
  /** The refund chosen in the queue, by its key. */
  readonly intentKey: string | null
  /** Which refunds the queue shows, and whose. */
  readonly queueKind: QueueKind
  readonly whose: Whose
  /** The refund that is looked into, and where its person came from. */
  readonly review: { readonly key: string; readonly from: View } | null
  /** The refund chosen among the approvals. */
  readonly refundId: string | null
  readonly dialog: 'keys' | 'signOut' | null
  /** Sign-in was asked for while the desk is open offline. */
  readonly signingIn: boolean
}

export const VIEWS = ['call', 'queue', 'approvals', 'health'] as const
export type View = (typeof VIEWS)[number]

export type DeskAction =
  | { readonly do: 'view'; readonly view: View }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'point'; readonly active: number }
  | { readonly do: 'openCustomer'; readonly recordId: string }
  | { readonly do: 'moveTo'; readonly cursor: string | null }
  | { readonly do: 'openRefund'; readonly chargeId: string }
  | { readonly do: 'chooseIntent'; readonly key: string | null }
  | { readonly do: 'showInQueue'; readonly queueKind: QueueKind }
  | { readonly do: 'showWhose'; readonly whose: Whose }
  | { readonly do: 'lookInto'; readonly key: string }
  | { readonly do: 'openCharge'; readonly recordId: string; readonly chargeId: string }
  | { readonly do: 'chooseApproval'; readonly refundId: string | null }
  | { readonly do: 'dialog'; readonly dialog: DeskState['dialog'] }
  | { readonly do: 'signIn'; readonly open: boolean }
  | { readonly do: 'back' }
  | { readonly do: 'reset' }

export const startState: DeskState = {
  view: 'call',
  text: '',
  active: 0,
  recordId: null,
  cursor: null,
  chargeId: null,
  intentKey: null,
  queueKind: 'all',
  whose: 'all',
  review: null,
  refundId: null,
  dialog: null,
  signingIn: false,
}

/** One step back: the last thing opened closes first. */
function stepBack(state: DeskState): DeskState {
  if (state.dialog) return { ...state, dialog: null }
  if (state.signingIn) return { ...state, signingIn: false }
  if (state.view === 'queue' && state.review) return { ...state, view: state.review.from, review: null }
  if (state.view !== 'call') return { ...state, view: 'call' }
  if (state.chargeId) return { ...state, chargeId: null }
  if (state.cursor) return { ...state, cursor: null }
  if (state.recordId) return { ...state, recordId: null }
  if (state.text) return { ...state, text: '', active: 0 }
  return state
}

/** The next state of the desk; the same object when nothing changes. */
export function deskReducer(state: DeskState, action: DeskAction): DeskState {
  switch (action.do) {
    case 'view':
      return { ...state, view: action.view, review: null, signingIn: false }
    case 'type':
      return { ...state, view: 'call', text: action.text, active: 0 }
    case 'point':
      return { ...state, active: action.active }
    case 'openCustomer':
      return action.recordId === state.recordId
        ? { ...state, view: 'call' }
        : { ...state, view: 'call', recordId: action.recordId, cursor: null, chargeId: null }
    case 'moveTo':
      return { ...state, cursor: action.cursor }
    case 'openRefund':
      return { ...state, chargeId: action.chargeId }
    case 'chooseIntent':
      return { ...state, intentKey: action.key }
    case 'showInQueue':
      return { ...state, queueKind: action.queueKind }
    case 'showWhose':
      return { ...state, whose: action.whose }
    case 'lookInto':
      return { ...state, view: 'queue', intentKey: action.key, review: { key: action.key, from: state.view } }
    case 'openCharge':
      return {
        ...deskReducer(state, { do: 'openCustomer', recordId: action.recordId }),
        cursor: `line:${action.chargeId}`,
        chargeId: action.chargeId,
      }
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
