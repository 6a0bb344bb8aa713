import type { Store } from '../../../src/main/engine/store/sqlite/open.ts'
import type { Confidence, Verdict } from '../../../src/shared/model/index.ts'

/** Adds a captured charge of 139.99 USD on a confirmed booking; `charge` and `booking` change single facts. */
export function addCharge(
  copy: Store,
  id: string,
  charge: { amountMinor?: number; currency?: string; state?: string; gateway?: string; purpose?: string } = {},
  booking: { status?: string; givenName?: string } = {},
): void {
  const { amountMinor = 13_999, currency = 'USD', state = 'captured', gateway = 'old', purpose = 'fare' } = charge
  copy.sqlite.prepare('INSERT OR IGNORE INTO entity (id, entity_hash) VALUES (1, zeroblob(32))').run()
  copy.sqlite.prepare("INSERT OR IGNORE INTO customer (id, key) VALUES (1, 'davey@example.org')").run()
  copy.sqlite
    .prepare(
      `INSERT INTO booking (id, version, entity_id, customer_id, reference, status, channel, given_name, surname, email, flight_number,
         origin, destination, departure, card_fingerprint, card_last4, card_brand, booked_at)
       VALUES (?, 1, 1, 1, 'K3J9QX', ?, 'web', ?, 'Jones', 'davey@example.org', 'EI164', 'DUB', 'LHR', 202702282015, 'fp', '4242', 'visa', 1)`,
    )
    .run(`booking-of-${id}`, booking.status ?? 'confirmed', booking.givenName ?? 'Davey')
  copy.sqlite
    .prepare(
      `INSERT INTO charge (id, version, booking_id, purpose, amount_minor, currency, state, gateway, gateway_reference, card_fingerprint,
         card_last4, card_brand, authorised_at, captured_at)
       VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'g-1', 'fp', '4242', 'visa', 1, 2)`,
    )
    .run(id, `booking-of-${id}`, purpose, amountMinor, currency, state, gateway)
}

/** Adds a refund that came with the feed. */
export function addRefund(
  copy: Store,
  refund: { id: string; chargeId: string; amountMinor: number; state?: string; keepChargeId?: string; key?: string },
): void {
  const { id, chargeId, amountMinor, state = 'succeeded', keepChargeId = null, key = null } = refund
  copy.sqlite
    .prepare(
      `INSERT INTO refund (id, version, charge_id, keep_charge_id, amount_minor, currency, reason, note, state, requested_by_id,
         requested_by_name, idempotency_key, created_at, updated_at)
       VALUES (?, 1, ?, ?, ?, 'USD', 'other', '', ?, 'u-eve', 'Eve', ?, 1, 1)`,
    )
    .run(id, chargeId, keepChargeId, amountMinor, state, key)
}

/**
 * Adds a duplicate group, whose id is the id of its first charge. By default it is a sure duplicate that keeps its
 * first charge.
 */
export function addGroup(
  copy: Store,
  chargeIds: readonly string[],
  group: { verdict?: Verdict; confidence?: Confidence; keep?: string | null; giveBack?: readonly string[] } = {},
): void {
  const { verdict = 'duplicate', confidence = 'sure', keep = chargeIds[0] ?? null } = group
  const giveBack = group.giveBack ?? chargeIds.filter((id) => id !== keep)
  copy.sqlite
    .prepare(
      `INSERT INTO duplicate_group (id, flight_number, departure, verdict, confidence, reasons, purpose, amount_minor, currency,
         at_stake_minor, keep_charge_id, gateways, latest_at, is_open)
       VALUES (?, 'EI164', 202702282015, ?, ?, '[]', 'fare', 13999, 'USD', ?, ?, 'old', 1, 1)`,
    )
    .run(chargeIds[0], verdict, confidence, 13_999 * giveBack.length, keep)
  for (const [position, id] of chargeIds.entries()) {
    const part = id === keep ? 'keep' : giveBack.includes(id) ? 'give_back' : 'other'
    copy.sqlite
      .prepare('INSERT INTO group_charge (charge_id, group_id, position, customer_id, part) VALUES (?, ?, ?, 1, ?)')
      .run(id, chargeIds[0], position, part)
  }
}
