import { groupTarget, lineTarget } from './cursor-targets.ts'
import { type DeskAction, type DeskState, NOTHING_OPEN, startState, type View } from './desk-state.ts'
import { inboxReducer, stepBackInInbox } from './inbox-state.ts'

/**
 * Changes the view. Between the inbox and any other view it swaps the places, so that the inbox never loses the call.
 */
function switchView(state: DeskState, view: View): DeskState {
  if ((state.view === 'inbox') === (view === 'inbox')) return { ...state, view }
  const { bookingId, cursor, chargeId, evidenceGroupId, deciding } = state
  return { ...state, ...state.otherPlace, otherPlace: { bookingId, cursor, chargeId, evidenceGroupId, deciding }, view }
}

/**
 * Goes one step back (Esc): closes what the person opened last. The order of the lines below is the order of closing.
 */
function stepBack(state: DeskState): DeskState {
  if (state.dialog) return { ...state, dialog: null }
  if (state.signingIn) return { ...state, signingIn: false }
  if (state.view === 'queue' && state.review) return { ...switchView(state, state.review.from), review: null }
  if (state.view !== 'call' && state.view !== 'inbox') return switchView(state, 'call')
  if (state.deciding) return { ...state, deciding: null }
  if (state.evidenceGroupId) return { ...state, evidenceGroupId: null }
  if (state.chargeId) return { ...state, chargeId: null }
  if (state.cursor) return { ...state, cursor: null }
  if (state.view === 'inbox') {
    const inbox = stepBackInInbox(state.inbox)
    return inbox ? { ...state, inbox } : switchView(state, 'call')
  }
  if (state.bookingId) return { ...state, bookingId: null }
  if (state.searchText) return { ...state, searchText: '', resultIndex: 0, resultBookingId: null }
  return state
}

/**
 * Computes the next state of the desk from one action. It is pure: it asks nothing and writes nothing. It returns the
 * same object when nothing changes, so that React draws nothing again.
 */
export function deskReducer(state: DeskState, action: DeskAction): DeskState {
  switch (action.do) {
    case 'view':
      return { ...switchView(state, action.view), review: null, signingIn: false }
    case 'type':
      return { ...switchView(state, 'call'), searchText: action.text, resultIndex: 0, resultBookingId: null }
    case 'pointAtResult':
      return { ...state, resultIndex: action.index, resultBookingId: action.bookingId }
    case 'openCustomer': {
      // The customer who is open already keeps the cursor and the open panel.
      const call = switchView(state, 'call')
      return action.bookingId === call.bookingId
        ? call
        : { ...call, bookingId: action.bookingId, cursor: null, ...NOTHING_OPEN }
    }
    case 'moveTo':
      return { ...state, cursor: action.cursor }
    case 'openRefund':
      return { ...state, ...NOTHING_OPEN, chargeId: action.chargeId }
    case 'openGroup':
      return {
        ...deskReducer(state, { do: 'openCustomer', bookingId: action.bookingId }),
        ...NOTHING_OPEN,
        cursor: groupTarget(action.chargeId),
      }
    case 'showEvidence':
      return { ...state, evidenceGroupId: action.groupId, deciding: null }
    case 'decide':
      return { ...state, deciding: action.deciding }
    case 'note': {
      const { [action.noteKey]: _, ...others } = state.notes
      return { ...state, notes: action.text === '' ? others : { ...others, [action.noteKey]: action.text } }
    }
    case 'chooseInQueue':
      return { ...state, queueKey: action.key }
    case 'showQueueKind':
      return { ...state, queueKind: action.queueKind }
    case 'showQueueOwner':
      return { ...state, queueOwner: action.queueOwner }
    case 'review':
      return { ...switchView(state, 'queue'), queueKey: action.key, review: { key: action.key, from: state.view } }
    case 'openCharge':
      return {
        ...deskReducer(state, { do: 'openCustomer', bookingId: action.bookingId }),
        ...NOTHING_OPEN,
        cursor: lineTarget(action.chargeId),
        chargeId: action.chargeId,
      }
    case 'chooseGroup': {
      const { groupId, bookingId, at } = action
      return { ...state, bookingId, cursor: null, ...NOTHING_OPEN, inbox: { ...state.inbox, groupId, at } }
    }
    case 'inbox':
      return { ...state, inbox: inboxReducer(state.inbox, action.change) }
    case 'chooseApproval':
      return { ...state, approvalRefundId: action.refundId }
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
