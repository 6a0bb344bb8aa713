import type { Confidence, Gateway, GatewayMix, Verdict } from './lists.ts'
import type { Money, Open } from './values.ts'

/** Which open groups the inbox shows. A list left empty means any. */
export interface InboxFilter {
  readonly verdicts: readonly Verdict[]
  /** `both`: charges on both gateways. */
  readonly gateways: readonly GatewayMix[]
  readonly currency: string | null
  /** At least this much at stake; with a currency only. */
  readonly atLeastMinor: number | null
  /** Latest charge at or after, and before: UTC ms. */
  readonly from: number | null
  readonly to: number | null
}

/** One open group that is worth acting on before the caller rings. `amountMinor`: of one purchase. */
export interface InboxRow extends Money {
  readonly groupId: string
  /** The address of the customer. */
  readonly bookingId: string
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly travellerName: string
  readonly flightNumber: string
  /** `YYYY-MM-DDTHH:MM`, local at the origin. */
  readonly departure: string
  readonly charges: number
  readonly gateways: readonly Open<Gateway>[]
  /** What would be given back. */
  readonly atStakeMinor: number
  readonly latestAt: number
  /** Refunds and decisions of this desk that are on their way for it. */
  readonly onItsWay: number
}

/** A page of the inbox. */
export interface InboxPage {
  readonly rows: readonly InboxRow[]
  /** How many match in all. */
  readonly total: number
  /** What is at stake in all that match, by currency, the most groups first. */
  readonly atStake: readonly (Money & { readonly groups: number })[]
  /** To go on after the last row; null at the end. */
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
