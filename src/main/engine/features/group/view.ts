import type { ChargeView, GroupDecision, GroupView } from '../../../../shared/model/index.ts'
import { HOLD_MS } from '../../domain/hold.ts'
import type { JudgedCharge } from '../../domain/verdict/judged.ts'
import { findSeparate, type SeparateCharges } from '../../domain/verdict/separate.ts'
import type { StoredGroup } from '../../store/copy/groups.ts'

/** Where it is clear that what is held drops off. */
const TELLS_OF_HOLDS: ReadonlySet<GroupView['verdict']> = new Set(['hold', 'duplicate'])

/** What this desk knows of charges beside the copy's groups. */
export interface GroupFacts {
  readonly charges: ReadonlyMap<string, ChargeView>
  readonly decisionsOn: (chargeIds: readonly string[]) => readonly GroupDecision[]
}

/**
 * The groups of a customer as the screen shows them: what is open first, then what is put right, then equal amounts that are
 * purchases of their own.
 *
 * @param judged All charges of the customer.
 */
export function viewGroups(
  stored: readonly StoredGroup[],
  judged: readonly JudgedCharge[],
  facts: GroupFacts,
): GroupView[] {
  // Asked of all charges at once: a decision on two of them stays on the card that either has gone to.
  const said = facts.decisionsOn([...facts.charges.keys()])
  const cancelled = new Set(judged.filter(({ status }) => status === 'cancelled').map(({ id }) => id))
  const grouped = new Set(stored.flatMap(({ chargeIds }) => chargeIds))
  const apart = findSeparate(judged.filter(({ id }) => !grouped.has(id)))
  return [
    ...stored
      .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen))
      .map((group) => viewGroup(group, facts.charges, said, cancelled)),
    ...apart.flatMap((one) => viewApart(one, facts.charges, said) ?? []),
  ]
}

type Charges = GroupFacts['charges']
type Said = readonly GroupDecision[]

/** The decisions that name any of these charges. */
const touching = (said: Said, chargeIds: readonly string[]): Said =>
  said.filter((decision) => decision.chargeIds.some((id) => chargeIds.includes(id)))

function viewGroup(group: StoredGroup, charges: Charges, said: Said, cancelled: ReadonlySet<string>): GroupView {
  const { id, verdict, confidence, reasons, purpose, chargeIds, keepChargeId, giveBackIds } = group
  const { amountMinor, currency } = group
  const members = chargeIds.flatMap((chargeId) => charges.get(chargeId) ?? [])
  const held = members.filter(({ state }) => state === 'authorised').map(({ authorisedAt }) => authorisedAt)
  const net = netOf(members, giveBackIds, verdict === 'separate' ? null : amountMinor)
  const nobodyFlies = verdict !== 'separate' && chargeIds.every((chargeId) => cancelled.has(chargeId))
  return {
    id,
    verdict,
    confidence,
    reasons,
    purpose,
    amountMinor,
    currency,
    chargeIds,
    keepChargeId,
    giveBackIds,
    net: net && nobodyFlies ? { ...net, dueMinor: null } : net,
    dropsOffAt: TELLS_OF_HOLDS.has(verdict) && held.length > 0 ? Math.max(...held) + HOLD_MS : null,
    decisions: touching(said, chargeIds),
  }
}

function viewApart({ charges: alike, reasons }: SeparateCharges, charges: Charges, said: Said): GroupView | null {
  const [first] = alike
  if (first === undefined) return null
  const { id, purpose, amountMinor, currency } = first
  const chargeIds = alike.map((charge) => charge.id)
  const members = chargeIds.flatMap((chargeId) => charges.get(chargeId) ?? [])
  return {
    ...{ id, purpose, amountMinor, currency, chargeIds, reasons },
    verdict: 'separate',
    confidence: 'sure',
    keepChargeId: null,
    giveBackIds: [],
    net: netOf(members, [], null),
    dropsOffAt: null,
    decisions: touching(said, chargeIds),
  }
}

/** @param onceMinor What one purchase costs; null where each charge is one of its own. */
function netOf(
  members: readonly ChargeView[],
  giveBackIds: readonly string[],
  onceMinor: number | null,
): GroupView['net'] {
  if (new Set(members.map(({ currency }) => currency)).size > 1) return null
  const taken = members.filter(({ state }) => state === 'captured' || state === 'disputed')
  const sum = (charges: readonly ChargeView[], of: (charge: ChargeView) => number): number =>
    charges.reduce((total, charge) => total + of(charge), 0)
  const givingBack = taken.filter(({ id }) => giveBackIds.includes(id))
  const afterMinor =
    sum(taken, (charge) => charge.amountMinor - charge.refundedMinor - charge.reservedMinor) -
    sum(givingBack, (charge) => charge.leftMinor)
  return {
    // What only waits, or is on its way, has not come back to them yet.
    paidMinor: sum(taken, (charge) => charge.amountMinor - paidBackMinor(charge)),
    dueMinor: onceMinor ?? afterMinor,
    afterMinor,
  }
}

const paidBackMinor = ({ refunds }: ChargeView): number =>
  refunds.filter(({ state }) => state === 'succeeded').reduce((total, { amountMinor }) => total + amountMinor, 0)
