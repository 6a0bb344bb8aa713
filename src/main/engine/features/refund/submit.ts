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

/** What the screen submits: the draft's key and what the agent confirmed. */
export interface Submission extends RefundWish {
  readonly key: string
  readonly note: string
}

/**
 * Gathers what both stores know, judges, and writes the intent; inside the caller's transaction. A key that is an intent
 * already is answered with that intent, whatever has become of it. Fails as `RefundVerbs.submit` says.
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
  const [stands, keeps] = [balanceOf(desk, copy, charge), keep === null ? null : balanceOf(desk, copy, keep)]
  const kept = findKeepObstacle(wish, stands, paidGroupOf(desk, copy, stands.id), user)
  const obstacle: Failure | null = findObstacle(wish, stands, keeps) ?? kept.obstacle
  if (obstacle !== null) return { ok: false, failure: obstacle }
  insertIntent(desk, {
    ...requestOf(wish, charge.charge),
    ...copiedFacts(charge, charge.booking),
    ...signed(user),
    facts: factsOf(stands, keeps, kept.guard),
    createdAt: now,
  })
  removeDraft(desk, wish.key)
  return readIntent(desk, wish.key)
}

/** What the request says, and its exact bytes. */
function requestOf(wish: Submission, { id: chargeId, currency, gateway }: FoundCharge['charge']) {
  const { key, keepChargeId, amountMinor, reason, note, expectedRefundedMinor } = wish
  const said = { chargeId, keepChargeId, amountMinor, currency, reason, note, expectedRefundedMinor }
  const body = bodyOfRefund(said)
  return {
    ...said,
    key,
    body,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    // findObstacle has let only the two gateways pass.
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
