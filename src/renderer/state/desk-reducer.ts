import { groupTarget, lineTarget } from './cursor-targets.ts'
import { type DeskAction, type DeskState, NOTHING_OPEN, startState, type View } from './desk-state.ts'
import { inboxReducer, stepBackInInbox } from './inbox-state.ts'

/** Turns to a view; the inbox has a customer of its own, so that looking through it never loses the call. */
function turnTo(state: DeskState, view: View): DeskState {
  if ((state.view === 'inbox') === (view === 'inbox')) return { ...state, view }
  const { bookingId, cursor, chargeId, evidenceOf, deciding } = state
  return { ...state, ...state.aside, aside: { bookingId, cursor, chargeId, evidenceOf, deciding }, view }
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
  if (state.bookingId) return { ...state, bookingId: null }
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
      return { ...state, active: action.active, pointedAt: action.bookingId }
    case 'openCustomer': {
      const call = turnTo(state, 'call')
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
