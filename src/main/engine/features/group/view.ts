import type { ChargeView, GroupDecision, GroupView } from '../../../../shared/model/index.ts'
import { HOLD_MS } from '../../domain/hold.ts'
import type { JudgedCharge } from '../../domain/verdict/judged.ts'
import { findSeparate, type SeparateCharges } from '../../domain/verdict/separate.ts'
import type { StoredGroup } from '../../store/copy/groups.ts'

/** With these verdicts it is clear that a hold of the group drops off by itself. */
const SHOWS_DROP_OFF: ReadonlySet<GroupView['verdict']> = new Set(['hold', 'duplicate'])

/** What the view needs beside the stored groups. */
export interface GroupFacts {
  readonly charges: ReadonlyMap<string, ChargeView>
  readonly decisionsOn: (chargeIds: readonly string[]) => readonly GroupDecision[]
}

/**
 * The groups of a customer as the screen shows them: open groups first, then groups that are put right, then charges of equal
 * amounts that are separate purchases.
 *
 * @param judged All charges of the customer.
 */
export function viewGroups(
  stored: readonly StoredGroup[],
  judged: readonly JudgedCharge[],
  facts: GroupFacts,
): GroupView[] {
  // Asked for all charges together: a decision on two charges is shown on every card that holds one of them.
  const decisions = facts.decisionsOn([...facts.charges.keys()])
  const cancelled = new Set(judged.filter(({ status }) => status === 'cancelled').map(({ id }) => id))
  const grouped = new Set(stored.flatMap(({ chargeIds }) => chargeIds))
  const separate = findSeparate(judged.filter(({ id }) => !grouped.has(id)))
  return [
    ...stored
      .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen))
      .map((group) => viewGroup(group, facts.charges, decisions, cancelled)),
    ...separate.flatMap((charges) => viewSeparate(charges, facts.charges, decisions) ?? []),
  ]
}

type Charges = GroupFacts['charges']
type Decisions = readonly GroupDecision[]

/** The decisions that name any of these charges. */
const decisionsOnAny = (decisions: Decisions, chargeIds: readonly string[]): Decisions =>
  decisions.filter((decision) => decision.chargeIds.some((id) => chargeIds.includes(id)))

function viewGroup(group: StoredGroup, charges: Charges, known: Decisions, cancelled: ReadonlySet<string>): GroupView {
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
    dropsOffAt: SHOWS_DROP_OFF.has(verdict) && held.length > 0 ? Math.max(...held) + HOLD_MS : null,
    decisions: decisionsOnAny(known, chargeIds),
  }
}

function viewSeparate(
  { charges: separate, reasons }: SeparateCharges,
  charges: Charges,
  known: Decisions,
): GroupView | null {
  const [first] = separate
  if (first === undefined) return null
  const { id, purpose, amountMinor, currency } = first
  const chargeIds = separate.map((charge) => charge.id)
  const members = chargeIds.flatMap((chargeId) => charges.get(chargeId) ?? [])
  return {
    ...{ id, purpose, amountMinor, currency, chargeIds, reasons },
    verdict: 'separate',
    confidence: 'sure',
    keepChargeId: null,
    giveBackIds: [],
    net: netOf(members, [], null),
    dropsOffAt: null,
    decisions: decisionsOnAny(known, chargeIds),
  }
}

/** @param onceMinor What one purchase costs; null where each charge is a purchase of its own. */
function netOf(
  members: readonly ChargeView[],
  giveBackIds: readonly string[],
  onceMinor: number | null,
): GroupView['net'] {
  if (new Set(members.map(({ currency }) => currency)).size > 1) return null
  const paid = members.filter(({ state }) => state === 'captured' || state === 'disputed')
  const sum = (charges: readonly ChargeView[], of: (charge: ChargeView) => number): number =>
    charges.reduce((total, charge) => total + of(charge), 0)
  const givingBack = paid.filter(({ id }) => giveBackIds.includes(id))
  const afterMinor =
    sum(paid, (charge) => charge.amountMinor - charge.refundedMinor - charge.reservedMinor) -
    sum(givingBack, (charge) => charge.leftMinor)
  return {
    // A refund that waits or is under way has not reached the payer yet.
    paidMinor: sum(paid, (charge) => charge.amountMinor - paidBackMinor(charge)),
    dueMinor: onceMinor ?? afterMinor,
    afterMinor,
  }
}

const paidBackMinor = ({ refunds }: ChargeView): number =>
  refunds.filter(({ state }) => state === 'succeeded').reduce((total, { amountMinor }) => total + amountMinor, 0)
