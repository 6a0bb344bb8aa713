import type {
  GroupDecision,
  InboxFilter,
  InboxHour,
  InboxOrder,
  InboxPage,
  InboxRow,
  Result,
} from '../../../../shared/model/index.ts'
import { GATEWAYS } from '../../../../shared/model/lists.ts'
import { done, failed } from '../../../../shared/result.ts'
import { heldSince } from '../../domain/hold.ts'
import { asLocalText } from '../../domain/local-time.ts'
import {
  countByGateway,
  countOpenHours,
  HOUR_MS,
  listOpenGroups,
  type OpenGroup,
  type Place,
  sumOpenGroups,
} from '../../store/copy/inbox.ts'
import type { Store } from '../../store/sqlite/open.ts'
import type { DeskFacts } from '../customer/customer.ts'

/** Groups on one page. */
const PAGE = 100
/** Hours shown when the filter has no beginning, and the most hours that are ever shown. */
const HOURS_SHOWN = 48
const HOURS_AT_MOST = 31 * 24

type InboxKnows = Pick<DeskFacts, 'intentsOf' | 'decisionsOn'>

/** What the inbox is read from: the current copy, and what `desk.db` knows. */
interface InboxPorts {
  readonly copy: Store | null
  readonly knows: InboxKnows
  /** UTC ms; a hold that has dropped off by then is not open. */
  readonly now: number
}

/**
 * A page of the open groups that fit a filter, with the totals of all that fit; empty before the first fill. A group that changes
 * between two pages may be missed or move, but a group that does not change never comes twice. Fails with `bad_argument` when
 * `after` is no place of this order.
 */
export function readInbox(
  { copy, knows, now }: InboxPorts,
  wish: { filter: InboxFilter; order: InboxOrder; after: string | null },
): Result<InboxPage> {
  const after = wish.after === null ? null : readPlace(wish.after, wish.order)
  if (after === undefined) return failed('bad_argument', 'after')
  if (copy === null) return done({ rows: [], total: 0, atStake: [], after: null })
  const since = heldSince(now)
  const atStake = sumOpenGroups(copy, wish.filter, since)
  // One group more than a page says whether there is another page.
  const found = listOpenGroups(copy, { ...wish, heldSince: since, after, limit: PAGE + 1 })
  const groups = found.slice(0, PAGE)
  const last = found.length > PAGE ? groups.at(-1) : undefined
  const onItsWay = countOnTheirWay(knows, groups)
  return done({
    rows: groups.map((group) => viewRow(group, onItsWay(group))),
    total: atStake.reduce((sum, one) => sum + one.groups, 0),
    atStake,
    after: last === undefined ? null : writePlace(last, wish.order),
  })
}

/**
 * Every hour from the beginning of the filter to its end with its count of open groups, empty hours too. The end is `now` by default,
 * the beginning 48 hours before the end; of a longer time only the last 31 days are counted.
 */
export function readInboxHours(copy: Store | null, filter: InboxFilter, now: number): readonly InboxHour[] {
  const to = filter.to ?? now + 1
  const from = Math.max(filter.from ?? to - HOURS_SHOWN * HOUR_MS, to - HOURS_AT_MOST * HOUR_MS)
  const counted = copy === null ? [] : countOpenHours(copy, { ...filter, from: hourOf(from), to }, heldSince(now))
  const byHour = new Map(counted.map((hour) => [hour.at, hour]))
  const hours = Math.max(0, Math.ceil((to - hourOf(from)) / HOUR_MS))
  return Array.from({ length: hours }, (_, index) => {
    const at = hourOf(from) + index * HOUR_MS
    return byHour.get(at) ?? { at, groups: 0, byGateway: countByGateway([]) }
  })
}

const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS

function viewRow(group: OpenGroup, onItsWay: number): InboxRow {
  const { givenName, surname, departure, chargeIds, gateways, ...row } = group
  return {
    ...row,
    travellerName: `${givenName} ${surname}`.trim(),
    departure: asLocalText(departure),
    charges: chargeIds.length,
    gateways: gateways === 'both' ? GATEWAYS : [gateways],
    onItsWay,
  }
}

const ON_ITS_WAY: ReadonlySet<GroupDecision['state']> = new Set(['queued', 'sending', 'unknown'])

/** Counts, for each of these groups, the intents and decisions of this desk that have not ended. */
function countOnTheirWay(knows: InboxKnows, groups: readonly OpenGroup[]): (group: OpenGroup) => number {
  const chargeIds = groups.flatMap((group) => group.chargeIds)
  const refunds = new Set(knows.intentsOf(chargeIds).flatMap((one) => (one.endedAt === null ? [one.chargeId] : [])))
  const decisions = knows.decisionsOn(chargeIds).filter(({ state }) => ON_ITS_WAY.has(state))
  return (group) =>
    group.chargeIds.filter((id) => refunds.has(id)).length +
    decisions.filter((one) => one.chargeIds.some((id) => group.chargeIds.includes(id))).length
}

/** The place of a group in an order, as text that the screen hands back: the value that orders, then the id. */
const writePlace = ({ groupId, latestAt, currency, atStakeMinor }: OpenGroup, order: InboxOrder): string =>
  order === 'money' ? `${currency}:${atStakeMinor}:${groupId}` : `${latestAt}:${groupId}`

/** Reads such a text; undefined when it is no place of this order. */
function readPlace(after: string, order: InboxOrder): Place | undefined {
  const [whole, currency = '', number = '', id = ''] =
    (order === 'money' ? /^([A-Z]{3}):(\d{1,16}):(.+)$/ : /^()(\d{1,16}):(.+)$/).exec(after) ?? []
  if (whole === undefined) return undefined
  return { id, latestAt: Number(number), currency, atStakeMinor: Number(number) }
}
