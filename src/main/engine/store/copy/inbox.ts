import type {
  Confidence,
  InboxFilter,
  InboxHour,
  InboxOrder,
  InboxPage,
  Money,
  Verdict,
} from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { STILL_HELD } from './groups.ts'

/**
 * The open groups, read through the two partial indexes of `duplicate_group`. Each index has every column that a
 * filter, a sum or an hour needs, so a query reads only the rows of the page from the table. SQLite uses a partial
 * index only when the statement contains its condition, so each statement says `is_open = 1` literally. Each statement
 * also names its index, so that the planner has no choice.
 *
 * `heldSince` is the instant before which a hold has dropped off (domain/hold.ts): then its group is no longer open
 * (groups.ts).
 */

/** One open group of the list, without the writes that are on their way for it. */
export interface OpenGroup extends Money {
  readonly groupId: string
  readonly bookingId: string
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly atStakeMinor: number
  /** `old`, `new`, `both`, or one that the central service invented later. */
  readonly gateways: string
  readonly latestAt: number
  readonly givenName: string
  readonly surname: string
  readonly flightNumber: string
  /** Local clock time at the origin as YYYYMMDDhhmm. */
  readonly departure: number
  readonly chargeIds: readonly string[]
}

/** The position after which the next page begins: the last group of a page, by the columns of all orders. */
export type Place = Readonly<Record<'id' | 'latestAt' | 'currency' | 'atStakeMinor', string | number>>

/** Up to `limit` open groups after a position (null: from the start). Paging through an order lists no group twice. */
export function listOpenGroups(
  store: Store,
  wish: { filter: InboxFilter; heldSince: number; order: InboxOrder; after: Place | null; limit: number },
): OpenGroup[] {
  const { filter, heldSince, order, after, limit } = wish
  const { index, by, beyond } = ORDERS[order]
  const conditions = [...conditionsOf(filter), ...(after === null ? [] : [beyond])]
  const sql = `${LISTED} INDEXED BY ${index} ${JOINED} WHERE ${['is_open = 1', ...conditions].join(' AND ')} ORDER BY ${by} LIMIT @limit`
  const rows = store.prepare<[Bound], ListedRow>(sql).all({ ...after, ...bind(filter), heldSince, limit })
  return rows.map((row) => ({ ...row, chargeIds: JSON.parse(row.chargeIds) }))
}

/**
 * How many open groups there are and how much money is at stake, by currency; the currency with the most groups comes
 * first.
 */
export function sumOpenGroups(store: Store, filter: InboxFilter, heldSince: number): InboxPage['atStake'] {
  const sql = `${SUMMED} WHERE ${['is_open = 1', ...conditionsOf(filter)].join(' AND ')} GROUP BY currency`
  const sums = store.prepare<[Bound], InboxPage['atStake'][number]>(sql).all({ ...bind(filter), heldSince })
  return sums.sort((a, b) => b.groups - a.groups || (a.currency < b.currency ? -1 : 1))
}

/** How many open groups have their latest charge in each hour, earliest first. Hours without groups are left out. */
export function countOpenHours(store: Store, filter: InboxFilter, heldSince: number): InboxHour[] {
  const sql = `${COUNTED} WHERE ${['is_open = 1', ...conditionsOf(filter)].join(' AND ')} GROUP BY hour ORDER BY hour`
  const hours = store.prepare<[Bound], HourRow>(sql).all({ ...bind(filter), heldSince })
  return hours.map(({ hour, ...counts }) => ({ at: hour * HOUR_MS, ...counts }))
}

/** The width of one bar of the histogram. */
export const HOUR_MS = 3_600_000

/** The named parameters of one statement. */
type Bound = Readonly<Record<string, string | number | null>>

interface HourRow extends Omit<InboxHour, 'at'> {
  /** Hours since 1970, UTC. */
  readonly hour: number
}

interface ListedRow extends Omit<OpenGroup, 'chargeIds'> {
  readonly chargeIds: string
}

/**
 * How many groups with `is_open = 1` are holds that have dropped off. It reads only the groups with nothing at stake.
 */
export const countDroppedOff = (store: Store, heldSince: number): number =>
  store.prepare<[Bound], number>(DROPPED_OFF).pluck().get({ heldSince }) ?? 0

/**
 * The SQL conditions of a filter, and the condition that a hold still holds. A filter's open choices add no condition,
 * so there are few different statements, and all stay compiled.
 */
function conditionsOf(filter: InboxFilter): string[] {
  const wanted: readonly (readonly [boolean, string])[] = [
    [filter.verdicts.length > 0, 'duplicate_group.verdict IN (SELECT value FROM json_each(@verdicts))'],
    [filter.gateways.length > 0, 'duplicate_group.gateways IN (SELECT value FROM json_each(@gateways))'],
    [filter.currency !== null, 'duplicate_group.currency = @wantedCurrency'],
    // An amount means nothing without its currency.
    [filter.currency !== null && filter.atLeastMinor !== null, 'duplicate_group.at_stake_minor >= @atLeastMinor'],
    [filter.from !== null, 'duplicate_group.latest_at >= @from'],
    [filter.to !== null, 'duplicate_group.latest_at < @to'],
  ]
  return [STILL_HELD, ...wanted.filter(([isWanted]) => isWanted).map(([, condition]) => condition)]
}

/** The named parameters of a filter. SQLite ignores those that a statement does not name. */
function bind({ verdicts, gateways, currency, atLeastMinor, from, to }: InboxFilter) {
  return {
    verdicts: JSON.stringify(verdicts),
    gateways: JSON.stringify(gateways),
    wantedCurrency: currency,
    atLeastMinor,
    from,
    to,
  }
}

/** Each order follows one index. The id makes every position unique. */
const ORDERS: Readonly<Record<InboxOrder, { index: string; by: string; beyond: string }>> = {
  newest: {
    index: 'duplicate_group_latest',
    by: 'duplicate_group.latest_at DESC, duplicate_group.id DESC',
    beyond: '(duplicate_group.latest_at, duplicate_group.id) < (@latestAt, @id)',
  },
  oldest: {
    index: 'duplicate_group_latest',
    by: 'duplicate_group.latest_at, duplicate_group.id',
    beyond: '(duplicate_group.latest_at, duplicate_group.id) > (@latestAt, @id)',
  },
  money: {
    index: 'duplicate_group_stake',
    by: 'duplicate_group.currency DESC, duplicate_group.at_stake_minor DESC, duplicate_group.id DESC',
    beyond:
      '(duplicate_group.currency, duplicate_group.at_stake_minor, duplicate_group.id) < (@currency, @atStakeMinor, @id)',
  },
}

/** Goes through the currencies one by one, and reads of each only the part of the index with nothing at stake. */
const DROPPED_OFF = `
  WITH RECURSIVE money(currency) AS (
    SELECT min(currency) FROM duplicate_group INDEXED BY duplicate_group_stake WHERE is_open = 1
    UNION ALL
    SELECT (SELECT min(currency) FROM duplicate_group INDEXED BY duplicate_group_stake
      WHERE is_open = 1 AND currency > money.currency)
    FROM money WHERE currency IS NOT NULL)
  SELECT count(*) FROM money CROSS JOIN duplicate_group INDEXED BY duplicate_group_stake
  WHERE duplicate_group.currency = money.currency AND is_open = 1 AND at_stake_minor = 0
    AND verdict = 'hold' AND latest_at < @heldSince`

const LISTED = `
  SELECT duplicate_group.id AS groupId, booking.id AS bookingId, verdict, confidence,
    duplicate_group.amount_minor AS amountMinor, duplicate_group.currency, at_stake_minor AS atStakeMinor, gateways,
    latest_at AS latestAt, given_name AS givenName, surname, booking.flight_number AS flightNumber,
    booking.departure AS departure,
    (SELECT json_group_array(charge_id) FROM (
      SELECT charge_id FROM group_charge WHERE group_id = duplicate_group.id ORDER BY position)) AS chargeIds
  FROM duplicate_group`

const JOINED = `
  CROSS JOIN charge ON charge.id = duplicate_group.id
  CROSS JOIN booking ON booking.id = charge.booking_id`

const SUMMED = `
  SELECT currency, count(*) AS groups, sum(at_stake_minor) AS amountMinor
  FROM duplicate_group INDEXED BY duplicate_group_stake`

const COUNTED = `
  SELECT latest_at / ${HOUR_MS} AS hour, count(*) AS groups, sum(gateways = 'old') AS old, sum(gateways = 'new') AS new
  FROM duplicate_group INDEXED BY duplicate_group_latest`
