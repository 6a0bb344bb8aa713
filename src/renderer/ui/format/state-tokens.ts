import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsSplit2,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockPause,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconLoader2,
  IconSend,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import type {
  BookingStatus,
  ChargeState,
  GroupDecision,
  IntentView,
  RefundState,
  Verdict,
} from '../../../shared/model/index.ts'
import { label, say, type TextKey } from '../../../shared/text/index.ts'

/** The colour of a state; tokens.css has an ink and a soft background for each. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'danger'

/** How the screen shows a state: label, icon and colour together. */
export interface StateToken {
  readonly label: string
  readonly icon: Icon
  readonly tone: Tone
}

/**
 * The states of a refund intent as the screen shows them. `confirmed` is shown as `accepted`, or as `paid` once the
 * central service says that the money was paid.
 */
export const SHOWN_STATES = [
  'queued',
  'sending',
  'unknown',
  'needs_review',
  'pending_approval',
  'accepted',
  'paid',
  'refused',
  'cancelled',
] as const
/** A state of an intent as the screen shows it. */
export type ShownState = (typeof SHOWN_STATES)[number]

const INTENT: Readonly<Record<ShownState, readonly [Icon, Tone]>> = {
  queued: [IconClock, 'warn'],
  sending: [IconSend, 'accent'],
  unknown: [IconHelpCircle, 'warn'],
  needs_review: [IconUser, 'danger'],
  pending_approval: [IconHourglass, 'warn'],
  accepted: [IconCheck, 'good'],
  paid: [IconCircleCheck, 'good'],
  refused: [IconX, 'danger'],
  cancelled: [IconArrowBackUp, 'neutral'],
}

/** The state that the screen shows for an intent. */
export function shownState({ state, centralState }: Pick<IntentView, 'state' | 'centralState'>): ShownState {
  if (state !== 'confirmed') return state
  return centralState === 'succeeded' ? 'paid' : 'accepted'
}

/** The token of a shown state of an intent. */
export function intentToken(state: ShownState): StateToken {
  const [icon, tone] = INTENT[state]
  const key: TextKey = `intent.${state}.label`
  return { label: say(key), icon, tone }
}

/** The icon and tone of each value of a closed list. */
type Tokens<Value extends string> = Readonly<Record<Value, readonly [Icon, Tone]>>

const CHARGE: Tokens<ChargeState> = {
  captured: [IconCheck, 'neutral'],
  authorised: [IconClock, 'warn'],
  voided: [IconArrowBackUp, 'neutral'],
  failed: [IconX, 'neutral'],
  disputed: [IconHandStop, 'danger'],
}

const REFUND: Tokens<RefundState> = {
  pending_approval: [IconHourglass, 'warn'],
  pending: [IconCheck, 'good'],
  succeeded: [IconCircleCheck, 'good'],
  failed: [IconX, 'danger'],
  rejected: [IconX, 'neutral'],
  manual_review: [IconUser, 'danger'],
}

const BOOKING: Tokens<BookingStatus> = {
  confirmed: [IconCheck, 'neutral'],
  pending: [IconLoader2, 'warn'],
  cancelled: [IconX, 'neutral'],
}

const UNKNOWN: readonly [Icon, Tone] = [IconCircleDashed, 'neutral']

/** The token of a value of the central service. A value that this release does not know is its own label. */
export function centralToken(list: 'chargeState' | 'refundState' | 'bookingStatus', value: string): StateToken {
  const tables: Readonly<Record<typeof list, Partial<Tokens<string>>>> = {
    chargeState: CHARGE,
    refundState: REFUND,
    bookingStatus: BOOKING,
  }
  const [icon, tone] = tables[list][value] ?? UNKNOWN
  return { label: label(list, value), icon, tone }
}

const VERDICT: Readonly<Record<Verdict, readonly [Icon, Tone]>> = {
  duplicate: [IconAlertTriangle, 'danger'],
  hold: [IconClockPause, 'warn'],
  separate: [IconArrowsSplit2, 'neutral'],
  resolved: [IconCircleCheck, 'good'],
  unsure: [IconHelpCircle, 'warn'],
}

/** The token of a verdict. */
export function verdictToken(verdict: Verdict): StateToken {
  const [icon, tone] = VERDICT[verdict]
  return { label: say(`verdict.${verdict}.label`), icon, tone }
}

/** The token of a customer with groups to check. */
export const toCheckToken = (count: number): StateToken => ({
  label: say('search.groups', { count }),
  icon: IconAlertTriangle,
  tone: 'warn',
})

const DECISION: Readonly<Record<GroupDecision['state'], readonly [Icon, Tone]>> = {
  standing: [IconCheck, 'good'],
  superseded: [IconArrowBackUp, 'neutral'],
  queued: [IconClock, 'warn'],
  sending: [IconSend, 'accent'],
  unknown: [IconSend, 'accent'],
  overtaken: [IconUser, 'warn'],
  refused: [IconX, 'danger'],
}

/** The token of a decision's state: on its way, in force, or not accepted. */
export function decisionToken(state: GroupDecision['state']): StateToken {
  const [icon, tone] = DECISION[state]
  return { label: say(`decide.state.${state}`), icon, tone }
}
