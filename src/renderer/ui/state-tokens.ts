import {
  type Icon,
  IconArrowBackUp,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconEqual,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconLoader2,
  IconSend,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import type { IntentView } from '../../preload/model.ts'
import { say, type TextKey, word } from '../../preload/text/index.ts'

/** The families of colour; each has an ink and a soft ground in tokens.css. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'danger'

/** How a state speaks: word, icon and colour together. */
export interface StateToken {
  readonly word: string
  readonly icon: Icon
  readonly tone: Tone
}

/** The faces of a refund; `accepted` and `paid` are what `confirmed` becomes by the central service's word. */
export const INTENT_FACES = [
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
export type IntentFace = (typeof INTENT_FACES)[number]

const FACES: Readonly<Record<IntentFace, readonly [Icon, Tone]>> = {
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
export function intentFace({ state, centralState }: Pick<IntentView, 'state' | 'centralState'>): IntentFace {
  if (state !== 'confirmed') return state
  return centralState === 'succeeded' ? 'paid' : 'accepted'
}

/** The token of an intent's face. */
export function intentToken(face: IntentFace): StateToken {
  const [icon, tone] = FACES[face]
  const key: TextKey = `intent.${face}.word`
  return { word: say(key), icon, tone }
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
  return { word: word(list, value), icon, tone }
}

/** Charges that look alike, until verdicts judge them. */
export const alikeToken = (text: string): StateToken => ({ word: text, icon: IconEqual, tone: 'warn' })
