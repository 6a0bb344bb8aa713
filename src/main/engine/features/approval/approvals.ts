import type {
  ApprovalCharge,
  ApprovalDecision,
  ApprovalView,
  RefundView,
  Result,
  User,
} from '../../../../shared/model/index.ts'
import type { ApprovalVerdict } from '../../../../shared/model/lists.ts'
import { done, failed } from '../../../../shared/result.ts'
import { may } from '../../../../shared/rules/permissions.ts'
import { bodyOfApproval } from '../../central/endpoints/approvals.ts'
import { findCharge } from '../../store/copy/charges.ts'
import { findRefund, listPendingApproval } from '../../store/copy/refunds.ts'
import { type ApprovalRow, findLatestApproval, insertApproval, listDecidedSince } from '../../store/desk/approvals.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { notSaved, type WritingPorts } from '../writing.ts'

/** The verbs for refunds above the limit of their requester. */
export interface ApprovalVerbs {
  /**
   * The refunds that wait for approval, oldest first, then those that this person decided at this desk in the last day, latest
   * first, each with its evidence. For everybody signed in; fails with `signed_out`.
   */
  readonly list: () => Result<readonly ApprovalView[]>
  /**
   * Queues a decision; it is durable when this returns. While an earlier decision on the refund is on its way, this returns that
   * one. Fails with `signed_out`, `not_found`, `not_allowed` (own request, role, limit), `changed_meanwhile`, `disk_full`,
   * `not_saved`.
   */
  readonly decide: (argument: {
    refundId: string
    decision: 'approve' | 'reject'
    note: string
  }) => Result<ApprovalDecision>
}

/** How long a supervisor sees at their desk what came of their decision. */
const SHOWN_FOR_MS = 24 * 60 * 60 * 1_000

/** Builds the verbs. */
export function createApprovalVerbs(ports: WritingPorts): ApprovalVerbs {
  const { desk, session, clock, newKey, onQueued } = ports
  return {
    list: () => {
      const user = session.user()
      if (user === null) return failed('signed_out')
      const copy = ports.copy()
      if (copy === null) return done([])
      const waiting = listPendingApproval(copy)
      const waitingIds = new Set(waiting.map(({ id }) => id))
      const decided = listDecidedSince(desk, user.id, clock() - SHOWN_FOR_MS)
        .filter((id) => !waitingIds.has(id))
        .flatMap((id) => findRefund(copy, id) ?? [])
      return done([...waiting, ...decided].flatMap((refund) => viewApproval(desk, copy, refund, user) ?? []))
    },
    decide: ({ refundId, decision, note }) => {
      const user = session.user()
      const copy = ports.copy()
      if (user === null) return failed('signed_out')
      const refund = copy === null ? null : findRefund(copy, refundId)
      if (refund === null) return failed('not_found')
      const known = findLatestApproval(desk, refundId)
      if (known !== undefined && known.endedAt === null) return done(viewDecision(known))
      if (refund.state !== 'pending_approval') return failed('changed_meanwhile', 'decided')
      const obstacle = whyNot(refund, user, decision)
      if (obstacle !== null) return failed('not_allowed', obstacle)
      const written = desk.write('decide', () =>
        insertApproval(desk, {
          key: newKey(),
          refundId,
          chargeId: refund.chargeId,
          decision,
          note,
          body: bodyOfApproval({ decision, note }),
          personId: user.id,
          personName: user.name,
          decidedAt: clock(),
        }),
      )
      if (!written.ok) return notSaved(written.failure)
      onQueued()
      return done(viewDecision(written.value))
    },
  }
}

/** Null while the copy does not hold the charge: there is no evidence to decide on. */
function viewApproval(desk: Store, copy: Store, refund: RefundView, user: User): ApprovalView | null {
  const charge = viewCharge(copy, refund.chargeId)
  if (charge === null) return null
  const latest = findLatestApproval(desk, refund.id)
  return {
    refund,
    charge,
    keptCharge: refund.keepChargeId === null ? null : viewCharge(copy, refund.keepChargeId),
    mayNotDecide: whyNot(refund, user, 'approve'),
    decision: latest === undefined ? null : viewDecision(latest),
  }
}

/** Why this person may not decide: a supervisor decides on other people's requests, and approves within their own limit (contract, Refunds). */
function whyNot(
  { requestedBy, amountMinor, currency }: RefundView,
  user: User,
  decision: ApprovalVerdict,
): ApprovalView['mayNotDecide'] {
  if (!may(user, 'approve')) return 'role'
  if (requestedBy.id === user.id) return 'own_request'
  const limit = user.refundLimits.find((one) => one.currency === currency)?.amountMinor ?? 0
  return decision === 'approve' && amountMinor > limit ? 'above_limit' : null
}

function viewCharge(copy: Store, chargeId: string): ApprovalCharge | null {
  const found = findCharge(copy, chargeId)
  if (found === null) return null
  const { charge, booking, refundedMinor } = found
  const { id, amountMinor, currency, state, gateway, cardLast4, cardBrand, capturedAt } = charge
  const money = { amountMinor, currency, refundedMinor }
  return {
    ...money,
    id,
    state,
    gateway,
    capturedAt,
    card: { last4: cardLast4, brand: cardBrand },
    booking: booking && {
      id: booking.id,
      reference: booking.reference,
      status: booking.status,
      travellerName: `${booking.givenName} ${booking.surname}`.trim(),
      flightNumber: booking.flightNumber,
      departure: booking.departure,
    },
  }
}

function viewDecision(row: ApprovalRow): ApprovalDecision {
  const { key, refundId, decision, note, state, problemCode, centralState, decidedAt } = row
  const by = { id: row.personId, name: row.personName }
  return { key, refundId, decision, note, state, problemCode, centralState, by, at: decidedAt }
}
