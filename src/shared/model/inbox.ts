import type { Confidence, Gateway, GatewayMix, Verdict } from './lists.ts'
import type { Money, Open } from './values.ts'

/** Which open groups the inbox shows. An empty list means any. */
export interface InboxFilter {
  readonly verdicts: readonly Verdict[]
  /** `both`: charges on both gateways. */
  readonly gateways: readonly GatewayMix[]
  readonly currency: string | null
  /** The least amount at stake. It counts only together with `currency`. */
  readonly atLeastMinor: number | null
  /** The latest charge is at or after `from` and before `to`: UTC ms. */
  readonly from: number | null
  readonly to: number | null
}

/** One open group. `amountMinor` is the amount of one purchase. */
export interface InboxRow extends Money {
  readonly groupId: string
  /** One booking of the customer, as the argument of `customer.get`. */
  readonly bookingId: string
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly travellerName: string
  readonly flightNumber: string
  /** `YYYY-MM-DDTHH:MM`, local at the origin. */
  readonly departure: string
  readonly charges: number
  readonly gateways: readonly Open<Gateway>[]
  /** What would be refunded. */
  readonly atStakeMinor: number
  readonly latestAt: number
  /** How many refunds and decisions on it this desk is sending. */
  readonly onItsWay: number
}

/** A page of the inbox. */
export interface InboxPage {
  readonly rows: readonly InboxRow[]
  /** How many groups match the filter. */
  readonly total: number
  /** What is at stake in all matching groups, by currency; the currency with the most groups comes first. */
  readonly atStake: readonly (Money & { readonly groups: number })[]
  /** The argument that asks for the next page; null on the last page. */
  readonly after: string | null
}

/** How many of the open groups had their latest charge in one hour. */
export interface InboxHour {
  /** Start of the hour, UTC ms. */
  readonly at: number
  readonly groups: number
  /** Of these, by where their charges were taken. */
  readonly byGateway: Readonly<Record<GatewayMix, number>>
}
