import { isOnePurchase, isStanding } from '../../preload/keep-one.ts'
import type { ChargeView, CustomerView, GroupView, IntentState, IntentView, RecordView } from '../../preload/model.ts'

/** A charge beside the record that it was taken for. */
export interface ChargeOfRecord {
  readonly charge: ChargeView
  readonly record: RecordView
}

/** Every charge of a customer by its id. */
export function chargesById(customer: CustomerView): ReadonlyMap<string, ChargeOfRecord> {
  return new Map(
    customer.records.flatMap((record) => record.charges.map((charge) => [charge.id, { charge, record }] as const)),
  )
}

/** The charges of a group that the copy holds, in the group's order. */
export function chargesOfGroup(
  group: GroupView,
  charges: ReadonlyMap<string, ChargeOfRecord>,
): readonly ChargeOfRecord[] {
  return group.chargeIds.flatMap((id) => charges.get(id) ?? [])
}

/** The address of a charge under the cursor: inside its group, or on the timeline. */
export const groupStop = (chargeId: string): string => `group:${chargeId}`
export const lineStop = (chargeId: string): string => `line:${chargeId}`
/** The charge that a stop points at. */
export const chargeAt = (stop: string): string => stop.slice(stop.indexOf(':') + 1)

/** A group on the screen: as it is, or as it was when the call began. */
export interface ShownGroup {
  readonly group: GroupView
  readonly settled: boolean
}

/** The groups of now, and those of the call's beginning that have dissolved since, so that nothing jumps away under the hand. */
export function withSettled(now: readonly GroupView[], atFirst: readonly GroupView[]): readonly ShownGroup[] {
  const alike = new Set(now.flatMap(({ chargeIds }) => chargeIds))
  const gone = atFirst.filter(({ chargeIds }) => !chargeIds.some((id) => alike.has(id)))
  return [...now.map((group) => ({ group, settled: false })), ...gone.map((group) => ({ group, settled: true }))]
}

/** Where the cursor may stand, from top to bottom: charges of groups first, then the timeline. */
export function stopsOf(records: readonly RecordView[], groups: readonly ShownGroup[]): readonly string[] {
  return [
    ...groups.flatMap(({ group: { chargeIds } }) => chargeIds.map(groupStop)),
    ...records.flatMap(({ charges }) => charges.map(({ id }) => lineStop(id))),
  ]
}

/** The stop one step further; the ends hold. Without a cursor, forward begins at the top and backward at the bottom. */
export function stepStop(stops: readonly string[], from: string | null, step: 1 | -1): string | null {
  const at = from === null ? -1 : stops.indexOf(from)
  if (at === -1) return (step === 1 ? stops[0] : stops.at(-1)) ?? null
  return stops[Math.max(0, Math.min(stops.length - 1, at + step))] ?? null
}

const LIVE: ReadonlySet<IntentState> = new Set(['queued', 'sending', 'unknown', 'needs_review', 'pending_approval'])

/** True while an intent may still move money or needs a person. */
const isLive = ({ state }: Pick<IntentView, 'state'>): boolean => LIVE.has(state)

/** The live intent of a charge; there is one at most. */
export const liveIntent = (charge: ChargeView): IntentView | null => charge.intents.find(isLive) ?? null

/** What has been paid and not been given back or promised: minor units. */
export function paidMinor(charges: readonly ChargeView[]): number {
  return charges
    .filter(({ state }) => state === 'captured')
    .reduce((sum, charge) => sum + charge.amountMinor - charge.refundedMinor - charge.reservedMinor, 0)
}

/**
 * Charges that may stay paid when this one is given back as a duplicate (contract, keep_charge_id): captured, on a
 * standing booking, nothing given back or promised. Of one purchase only its other charges, the one to keep first; else equal
 * amounts, and others of the same currency only where there is no such charge.
 */
export function keepCandidates(customer: CustomerView, chargeId: string): readonly ChargeOfRecord[] {
  const charges = chargesById(customer)
  const own = charges.get(chargeId)?.charge
  if (!own) return []
  const mayStay = [...charges.values()].filter(
    ({ charge, record }) =>
      charge.id !== chargeId &&
      charge.state === 'captured' &&
      isStanding(record.status) &&
      charge.refundedMinor === 0 &&
      charge.reservedMinor === 0,
  )
  const group = groupOf(customer, chargeId)
  if (group !== null && isOnePurchase(group)) {
    const rank = ({ charge: { id } }: ChargeOfRecord) => (id === group.keepChargeId ? -1 : group.chargeIds.indexOf(id))
    return mayStay.filter(({ charge: { id } }) => group.chargeIds.includes(id)).sort((a, b) => rank(a) - rank(b))
  }
  const same = mayStay.filter(({ charge: { currency } }) => currency === own.currency)
  const equal = same.filter(({ charge: { amountMinor } }) => amountMinor === own.amountMinor)
  return equal.length > 0 ? equal : same
}

/** The group that a charge belongs to. */
export const groupOf = (customer: CustomerView, chargeId: string): GroupView | null =>
  customer.groups.find(({ chargeIds }) => chargeIds.includes(chargeId)) ?? null
