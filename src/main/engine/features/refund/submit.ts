import { createHash } from 'node:crypto'
import type { Failure, Gateway, Result, User } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { bodyOfRefund } from '../../central/endpoints/refunds.ts'
import { findKeepObstacle } from '../../domain/refund/keep-one.ts'
import { factsOf, findObstacle, type RefundWish } from '../../domain/refund/rules.ts'
import { type FoundCharge, findCharge } from '../../store/copy/charges.ts'
import type { DeskStore } from '../../store/desk/desk.ts'
import { findDraft, removeDraft } from '../../store/desk/drafts.ts'
import { insertIntent } from '../../store/desk/intent-steps.ts'
import { findIntent, findLiveIntent, type IntentRow } from '../../store/desk/intents.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { balanceOf, paidGroupOf } from './balance.ts'

/** What the screen submits: the key of the draft and what the agent confirmed. */
export interface Submission extends RefundWish {
  readonly key: string
  readonly note: string
}

/**
 * Checks a submission by what both files know, and writes the intent, inside the transaction of the caller. When the key is an
 * intent already, it returns that intent in any state. Fails as `RefundVerbs.submit` says.
 */
export function submitRefund(order: {
  desk: DeskStore
  copy: Store
  user: User
  wish: Submission
  now: number
}): Result<IntentRow> {
  const { desk, copy, user, wish, now } = order
  const known = findIntent(desk, wish.key)
  if (known !== undefined) return known.agentId === user.id ? done(known) : failed('not_allowed')
  const draft = findDraft(desk, wish.key, user.id)
  const charge = draft === undefined ? null : findCharge(copy, draft.chargeId)
  if (charge === null || charge.booking === null) return failed('not_found')
  if (findLiveIntent(desk, charge.charge.id) !== undefined) return failed('already_waiting')
  const keep = wish.keepChargeId === null ? null : findCharge(copy, wish.keepChargeId)
  const balance = balanceOf(desk, copy, charge)
  const keptBalance = keep === null ? null : balanceOf(desk, copy, keep)
  const keepOne = findKeepObstacle(wish, balance, paidGroupOf(desk, copy, balance.id), user)
  const obstacle: Failure | null = findObstacle(wish, balance, keptBalance) ?? keepOne.obstacle
  if (obstacle !== null) return { ok: false, failure: obstacle }
  insertIntent(desk, {
    ...requestOf(wish, charge.charge),
    ...copiedFacts(charge, charge.booking),
    ...signed(user),
    facts: factsOf(balance, keptBalance, keepOne.guard),
    createdAt: now,
  })
  removeDraft(desk, wish.key)
  return readIntent(desk, wish.key)
}

/** The columns of the request, and its exact bytes. */
function requestOf(wish: Submission, { id: chargeId, currency, gateway }: FoundCharge['charge']) {
  const { key, keepChargeId, amountMinor, reason, note, expectedRefundedMinor } = wish
  const facts = { chargeId, keepChargeId, amountMinor, currency, reason, note, expectedRefundedMinor }
  const body = bodyOfRefund(facts)
  return {
    ...facts,
    key,
    body,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    // findObstacle lets no unknown gateway pass.
    gateway: gateway as Gateway,
  }
}

function copiedFacts({ charge }: FoundCharge, booking: NonNullable<FoundCharge['booking']>) {
  return {
    bookingId: booking.id,
    bookingReference: booking.reference,
    travellerName: `${booking.givenName} ${booking.surname}`.trim(),
    flightNumber: booking.flightNumber,
    departure: booking.departure,
    cardLast4: charge.cardLast4,
    cardBrand: charge.cardBrand,
  }
}

function signed(user: User) {
  return { agentId: user.id, agentName: user.name }
}

/** The intent with this key. Fails with `not_found`. */
export function readIntent(desk: Store, key: string): Result<IntentRow> {
  const row = findIntent(desk, key)
  return row === undefined ? failed('not_found') : done(row)
}
