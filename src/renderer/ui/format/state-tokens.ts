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
import type { GroupDecision, IntentView, Verdict } from '../../../shared/model/index.ts'
import { label, say, type TextKey } from '../../../shared/text/index.ts'

/** The families of colour; each has an ink and a soft ground in tokens.css. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'danger'

/** How a state speaks: word, icon and colour together. */
export interface StateToken {
  readonly label: string
  readonly icon: Icon
  readonly tone: Tone
}

/** The faces of a refund; `accepted` and `paid` are what `confirmed` becomes by the central service's word. */
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
/** One of them. */
export type ShownState = (typeof SHOWN_STATES)[number]

const FACES: Readonly<Record<ShownState, readonly [Icon, Tone]>> = {
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

/** Which face an intent shows. */
export function shownState({ state, centralState }: Pick<IntentView, 'state' | 'centralState'>): ShownState {
  if (state !== 'confirmed') return state
  return centralState === 'succeeded' ? 'paid' : 'accepted'
}

/** The token of an intent's face. */
export function intentToken(face: ShownState): StateToken {
  const [icon, tone] = FACES[face]
  const key: TextKey = `intent.${face}.label`
  return { label: say(key), icon, tone }
}

const CHARGE: Readonly<Record<string, readonly [Icon, Tone]>> = {
  captured: [IconCheck, 'neutral'],
  authorised: [IconClock, 'warn'],
  voided: [IconArrowBackUp, 'neutral'],
  failed: [IconX, 'neutral'],
  disputed: [IconHandStop, 'danger'],
}

const REFUND: Readonly<Record<string, readonly [Icon, Tone]>> = {
  pending_approval: [IconHourglass, 'warn'],
  pending: [IconCheck, 'good'],
  succeeded: [IconCircleCheck, 'good'],
  failed: [IconX, 'danger'],
  rejected: [IconX, 'neutral'],
  manual_review: [IconUser, 'danger'],
}

const BOOKING: Readonly<Record<string, readonly [Icon, Tone]>> = {
  confirmed: [IconCheck, 'neutral'],
  pending: [IconLoader2, 'warn'],
  cancelled: [IconX, 'neutral'],
}

const UNKNOWN: readonly [Icon, Tone] = [IconCircleDashed, 'neutral']

/** The token of a value that the central service tells; a new one keeps its own word. */
export function centralToken(list: 'chargeState' | 'refundState' | 'bookingStatus', value: string): StateToken {
  const table = list === 'chargeState' ? CHARGE : list === 'refundState' ? REFUND : BOOKING
  const [icon, tone] = table[value] ?? UNKNOWN
  return { label: label(list, value), icon, tone }
}

const VERDICT: Readonly<Record<Verdict, readonly [Icon, Tone]>> = {
  duplicate: [IconAlertTriangle, 'danger'],
  hold: [IconClockPause, 'warn'],
  separate: [IconArrowsSplit2, 'neutral'],
  resolved: [IconCircleCheck, 'good'],
  unsure: [IconHelpCircle, 'warn'],
}

/** The token of a verdict, with its short word. */
export function verdictToken(verdict: Verdict): StateToken {
  const [icon, tone] = VERDICT[verdict]
  return { label: say(`verdict.${verdict}.label`), icon, tone }
}

/** Somebody with groups that want a look. */
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

/** How far a decision has come. */
export function decisionToken(state: GroupDecision['state']): StateToken {
  const [icon, tone] = DECISION[state]
  return { label: say(`decide.state.${state}`), icon, tone }
}
