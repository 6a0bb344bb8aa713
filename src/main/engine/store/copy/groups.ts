import type { Confidence, Reason, Verdict } from '../../../../shared/model/index.ts'
import type { JudgedGroup } from '../../domain/verdict/judged.ts'
import type { Store } from '../sqlite/open.ts'
import type { Departure } from './copy.ts'

/** A group as the copy has it. */
export interface StoredGroup
  extends Pick<
    JudgedGroup,
    | 'id'
    | 'purpose'
    | 'amountMinor'
    | 'currency'
    | 'atStakeMinor'
    | 'keepChargeId'
    | 'gateways'
    | 'latestAt'
    | 'chargeIds'
    | 'giveBackIds'
  > {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly reasons: readonly Reason[]
  readonly isOpen: boolean
}

/** The group that a charge belongs to; null when it is in none. */
export function groupOfCharge(store: Store, chargeId: string): StoredGroup | null {
  const row = store.prepare<[string], FoundGroupRow>(FIND_GROUP).get(chargeId)
  if (row === undefined) return null
  const members = store.prepare<[string], MemberRow>(MEMBERS).all(row.id)
  return {
    ...row,
    reasons: JSON.parse(row.reasons),
    isOpen: row.isOpen === 1,
    chargeIds: members.map((member) => member.chargeId),
    giveBackIds: members.filter(({ part }) => part === 'give_back').map((member) => member.chargeId),
  }
}

interface FoundGroupRow extends Omit<StoredGroup, 'reasons' | 'chargeIds' | 'giveBackIds' | 'isOpen'> {
  readonly reasons: string
  readonly isOpen: 0 | 1
}

type MemberRow = Pick<GroupRow['members'][number], 'chargeId' | 'part'>

/** A group with its charges, with the values of its two tables. */
export interface GroupRow {
  readonly id: string
  readonly flightNumber: string
  /** Local clock time at the origin as YYYYMMDDhhmm. */
  readonly departure: number
  readonly verdict: string
  readonly confidence: string
  /** JSON array of reasons. */
  readonly reasons: string
  readonly purpose: string
  readonly amountMinor: number
  readonly currency: string
  readonly atStakeMinor: number
  readonly keepChargeId: string | null
  readonly gateways: string
  readonly latestAt: number
  readonly isOpen: number
  /** In their order in the group. */
  readonly members: readonly { readonly chargeId: string; readonly customerId: number; readonly part: string }[]
}

/** The rows for a judged group. `customerOf` has the customer of each of its charges. */
export function rowOfGroup(group: JudgedGroup, customerOf: ReadonlyMap<string, number>): GroupRow {
  const { id, flightNumber, departure, verdict, confidence, purpose, amountMinor, currency, keepChargeId } = group
  const { atStakeMinor, gateways, latestAt, giveBackIds } = group
  const partOf = (chargeId: string): string =>
    chargeId === keepChargeId ? 'keep' : giveBackIds.includes(chargeId) ? 'give_back' : 'other'
  return {
    id,
    flightNumber,
    departure,
    verdict,
    confidence,
    reasons: JSON.stringify(group.reasons),
    purpose,
    amountMinor,
    currency,
    atStakeMinor,
    keepChargeId,
    gateways,
    latestAt,
    isOpen: Number(group.isOpen),
    members: group.chargeIds.map((chargeId) => ({
      chargeId,
      customerId: customerOf.get(chargeId) ?? Number.NaN,
      part: partOf(chargeId),
    })),
  }
}

/** Inserts a group that the copy does not have yet. */
export function insertGroup(store: Store, { members, ...group }: GroupRow): void {
  store.prepare(INSERT_GROUP).run(...Object.values(group))
  for (const [position, { chargeId, customerId, part }] of members.entries()) {
    store.prepare(INSERT_MEMBER).run(chargeId, group.id, position, customerId, part)
  }
}

/** Deletes a group and its members. */
export function removeGroup(store: Store, id: string): void {
  store.prepare('DELETE FROM duplicate_group WHERE id = ?').run(id)
}

/** The groups that were judged under this departure, in the form of `rowOfGroup`. */
export function listGroupsOfDeparture(store: Store, { flightNumber, departure }: Departure): GroupRow[] {
  const rows = store.prepare<[string, number], JoinedRow>(GROUPS_OF_DEPARTURE).all(flightNumber, departure)
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const { chargeId: _chargeId, customerId: _customerId, part: _part, ...group } = first
    return [{ ...group, members: same.map(({ chargeId, customerId, part }) => ({ chargeId, customerId, part })) }]
  })
}

type JoinedRow = Omit<GroupRow, 'members'> & GroupRow['members'][number]

/**
 * An SQL condition: a `duplicate_group` is not a hold that has dropped off by now, as its latest charge shows. Such a
 * hold needs no action and no answer, so it is no longer open. Rows know no clock: `@heldSince` is the instant of
 * domain/hold.ts.
 */
export const STILL_HELD = "(duplicate_group.verdict <> 'hold' OR duplicate_group.latest_at >= @heldSince)"

const INSERT_GROUP = `
  INSERT INTO duplicate_group (id, flight_number, departure, verdict, confidence, reasons, purpose, amount_minor, currency,
    at_stake_minor, keep_charge_id, gateways, latest_at, is_open)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const INSERT_MEMBER = `
  INSERT INTO group_charge (charge_id, group_id, position, customer_id, part) VALUES (?, ?, ?, ?, ?)`

/** The columns are in the order of `GroupRow`, because recount.ts compares both as JSON. */
const GROUPS_OF_DEPARTURE = `
  SELECT kept.id, kept.flight_number AS flightNumber, kept.departure, kept.verdict, kept.confidence, kept.reasons,
    kept.purpose, kept.amount_minor AS amountMinor, kept.currency, kept.at_stake_minor AS atStakeMinor,
    kept.keep_charge_id AS keepChargeId, kept.gateways, kept.latest_at AS latestAt, kept.is_open AS isOpen,
    member.charge_id AS chargeId, member.customer_id AS customerId, member.part
  FROM duplicate_group AS kept CROSS JOIN group_charge AS member ON member.group_id = kept.id
  WHERE kept.flight_number = ? AND kept.departure = ?
  ORDER BY kept.id, member.position`

const FIND_GROUP = `
  SELECT g.id, g.verdict, g.confidence, g.reasons, g.purpose, g.amount_minor AS amountMinor, g.currency,
    g.at_stake_minor AS atStakeMinor, g.keep_charge_id AS keepChargeId, g.gateways, g.latest_at AS latestAt,
    g.is_open AS isOpen
  FROM group_charge AS one JOIN duplicate_group AS g ON g.id = one.group_id WHERE one.charge_id = ?`

const MEMBERS = 'SELECT charge_id AS chargeId, part FROM group_charge WHERE group_id = ? ORDER BY position'
