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

/** The choices of the verdict filter, in the order of its key. */
export const SHOWN_VERDICTS: readonly ('all' | OpenVerdict)[] = [
  'all',
  ...VERDICTS.filter((verdict): verdict is OpenVerdict => CAN_BE_OPEN[verdict]),
]
/** The choices of the gateway filter, in the order of its key. */
export const SHOWN_GATEWAYS = ['all', ...GATEWAY_MIXES] as const
/** The choices of the time filter, in the order of its key. */
export const RANGES = ['all', 'day', 'twoDays', 'week'] as const
/** The orders of the list, in the order of its key. */
export const ORDERS = INBOX_ORDERS

/** The filters and the order of the inbox, as the screen shows them. */
export interface InboxWish {
  readonly verdict: (typeof SHOWN_VERDICTS)[number]
  readonly gateway: (typeof SHOWN_GATEWAYS)[number]
  readonly currency: string | null
  /** The least amount at stake, in minor units; only with a currency. */
  readonly atLeastMinor: number | null
  readonly range: (typeof RANGES)[number]
  /** The start of the one hour that the list shows, UTC ms; null for the whole range. */
  readonly hour: number | null
  readonly order: InboxOrder
}

/** The filters of the inbox, and where the person is in its list. */
export interface InboxState extends InboxWish {
  readonly groupId: string | null
  /**
   * The place of the chosen group, from 0. When the group leaves the list, the next group has this place. -1 in a new
   * list.
   */
  readonly at: number
  /** Groups that the person has skipped, in the order of skipping; the list does not show them. */
  readonly skipped: readonly string[]
  /** Groups that are selected for a bulk refund. */
  readonly selected: readonly string[]
  /** True while the confirmation of the bulk refund is open. */
  readonly asking: boolean
}

/** The inbox when it opens: every group, newest first, none chosen. */
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

/** What a person does in the inbox. */
export type InboxAction =
  | { readonly do: 'show'; readonly wish: Partial<InboxWish> }
  | { readonly do: 'skip'; readonly groupId: string }
  | { readonly do: 'unskip' }
  | { readonly do: 'unskipAll' }
  | { readonly do: 'select'; readonly groupIds: readonly string[] }
  | { readonly do: 'ask'; readonly asking: boolean }

/** Computes the next state of the inbox. */
export function inboxReducer(state: InboxState, action: InboxAction): InboxState {
  switch (action.do) {
    case 'show': {
      const next = { ...state, ...action.wish, at: -1 }
      // The least amount holds for one currency only, and the hour for one range only.
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

/** True when a filter is set. */
export const isNarrowed = ({ verdict, gateway, currency, range, hour }: InboxWish): boolean =>
  verdict !== 'all' || gateway !== 'all' || currency !== null || range !== 'all' || hour !== null

/**
 * Goes one step back in the inbox: clears the selection, then the hour, then every filter. Null when nothing is left to
 * clear.
 */
export function stepBackInInbox(state: InboxState): InboxState | null {
  if (state.selected.length > 0) return { ...state, selected: [] }
  if (state.hour !== null) return { ...state, hour: null, at: -1 }
  if (!isNarrowed(state)) return null
  const { verdict, gateway, currency, atLeastMinor, range } = startInbox
  return { ...state, verdict, gateway, currency, atLeastMinor, range, at: -1 }
}

/** The number of hours in a range. */
const HOURS = { day: 24, twoDays: 48, week: 7 * 24 } as const

/** A range with a beginning; the bars of hours need one. */
export type HoursRange = keyof typeof HOURS

/** The range of the bars above the list; the last two days where the filter has no range. */
export const hoursRangeOf = ({ range }: InboxWish): HoursRange => (range === 'all' ? 'twoDays' : range)

/** The start of a range, UTC ms. The range has whole hours, and the current hour is one of them. */
const startOf = (range: HoursRange, now: number): number => (Math.floor(now / HOUR_MS) - HOURS[range] + 1) * HOUR_MS

/** The filter that the list asks the engine for. `now` is UTC ms. */
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

/** The filter that the bars of hours ask for: as the list, but always with a beginning, and never one hour only. */
export function hoursFilterOf(wish: InboxWish, now: number): InboxFilter {
  return { ...filterOf({ ...wish, hour: null }, now), from: startOf(hoursRangeOf(wish), now) }
}
