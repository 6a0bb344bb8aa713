import type { InboxFilter } from '../../shared/model/index.ts'
import { GATEWAY_MIXES, INBOX_ORDERS, type InboxOrder, VERDICTS, type Verdict } from '../../shared/model/lists.ts'
import { HOUR_MS } from './hours.ts'

/** Whether a group with this verdict can be open. */
const CAN_BE_OPEN = {
  duplicate: true,
  unsure: true,
  hold: true,
  separate: false,
  resolved: false,
} as const satisfies Record<Verdict, boolean>
/** A verdict that an open group can have. */
type OpenVerdict = { [V in Verdict]: (typeof CAN_BE_OPEN)[V] extends true ? V : never }[Verdict]

/** The verdicts that the inbox can be narrowed to, in the order of their key. */
export const SHOWN_VERDICTS: readonly ('all' | OpenVerdict)[] = [
  'all',
  ...VERDICTS.filter((verdict): verdict is OpenVerdict => CAN_BE_OPEN[verdict]),
]
/** The gateways that it can be narrowed to, in the order of their key. */
export const SHOWN_GATEWAYS = ['all', ...GATEWAY_MIXES] as const
/** How far back it can be narrowed to, in the order of their key. */
export const RANGES = ['all', 'day', 'twoDays', 'week'] as const
/** The orders that it comes in, in the order of their key. */
export const ORDERS = INBOX_ORDERS

/** What is shown, in the words of the screen. */
export interface InboxWish {
  readonly verdict: (typeof SHOWN_VERDICTS)[number]
  readonly gateway: (typeof SHOWN_GATEWAYS)[number]
  readonly currency: string | null
  /** With a currency only. */
  readonly atLeastMinor: number | null
  readonly range: (typeof RANGES)[number]
  /** The start of the one hour that is shown, UTC ms; null for all of the range. */
  readonly hour: number | null
  readonly order: InboxOrder
}

/** Where a person is in the inbox. */
export interface InboxState extends InboxWish {
  readonly groupId: string | null
  /** Where the chosen group stood in the list: when it leaves, the one after it stands there. -1 in a list that is new. */
  readonly at: number
  /** Groups that do not come back in this round, the last one at the end. */
  readonly skipped: readonly string[]
  /** Groups chosen for a bulk refund. */
  readonly selected: readonly string[]
  /** The bulk refund is at its last confirmation. */
  readonly asking: boolean
}

/** The inbox as it opens: all of it, newest first, nothing chosen. */
export const startInbox: InboxState = {
  verdict: 'all',
  gateway: 'all',
  currency: null,
  atLeastMinor: null,
  range: 'all',
  hour: null,
  order: 'newest',
  groupId: null,
  at: -1,
  skipped: [],
  selected: [],
  asking: false,
}

/** What a person does in the inbox, each with what it needs. */
export type InboxAction =
  | { readonly do: 'show'; readonly wish: Partial<InboxWish> }
  | { readonly do: 'skip'; readonly groupId: string }
  | { readonly do: 'unskip' }
  | { readonly do: 'unskipAll' }
  | { readonly do: 'select'; readonly groupIds: readonly string[] }
  | { readonly do: 'ask'; readonly asking: boolean }

/** The next state of the inbox. */
export function inboxReducer(state: InboxState, action: InboxAction): InboxState {
  switch (action.do) {
    case 'show': {
      const next = { ...state, ...action.wish, at: -1 }
      // An amount belongs to its currency, an hour to its range.
      const atLeastMinor = next.currency === state.currency ? next.atLeastMinor : (action.wish.atLeastMinor ?? null)
      return { ...next, atLeastMinor, hour: next.range === state.range ? next.hour : null }
    }
    case 'skip':
      return {
        ...state,
        skipped: [...state.skipped, action.groupId],
        selected: state.selected.filter((id) => id !== action.groupId),
      }
    case 'unskip':
      return { ...state, skipped: state.skipped.slice(0, -1) }
    case 'unskipAll':
      return { ...state, skipped: [] }
    case 'select':
      return { ...state, selected: action.groupIds }
    case 'ask':
      return { ...state, asking: action.asking }
  }
}

/** Whether anything narrows the list. */
export const isNarrowed = ({ verdict, gateway, currency, range, hour }: InboxWish): boolean =>
  verdict !== 'all' || gateway !== 'all' || currency !== null || range !== 'all' || hour !== null

/** One step back inside the inbox: the selection, the hour, then every filter. Null when there is none. */
export function stepBackInInbox(state: InboxState): InboxState | null {
  if (state.selected.length > 0) return { ...state, selected: [] }
  if (state.hour !== null) return { ...state, hour: null, at: -1 }
  if (!isNarrowed(state)) return null
  const { verdict, gateway, currency, atLeastMinor, range } = startInbox
  return { ...state, verdict, gateway, currency, atLeastMinor, range, at: -1 }
}

/** How many hours a range has. */
const HOURS = { day: 24, twoDays: 48, week: 7 * 24 } as const

/** A range that has a beginning, as the hours need one. */
export type HoursRange = keyof typeof HOURS

/** The range of the hours above the list: of any time, the last two days. */
export const hoursRangeOf = ({ range }: InboxWish): HoursRange => (range === 'all' ? 'twoDays' : range)

/** The start of a range of whole hours, the one that runs now included. */
const startOf = (range: HoursRange, now: number): number => (Math.floor(now / HOUR_MS) - HOURS[range] + 1) * HOUR_MS

/** What the list asks for. */
export function filterOf(wish: InboxWish, now: number): InboxFilter {
  const { verdict, gateway, currency, atLeastMinor, range, hour } = wish
  return {
    verdicts: verdict === 'all' ? [] : [verdict],
    gateways: gateway === 'all' ? [] : [gateway],
    currency,
    atLeastMinor: currency === null ? null : atLeastMinor,
    from: hour ?? (range === 'all' ? null : startOf(range, now)),
    to: hour === null ? null : hour + HOUR_MS,
  }
}

/** What the hours above it ask for: the same, but always with a beginning, and not narrowed to the one hour. */
export function hoursFilterOf(wish: InboxWish, now: number): InboxFilter {
  return { ...filterOf({ ...wish, hour: null }, now), from: startOf(hoursRangeOf(wish), now) }
}
