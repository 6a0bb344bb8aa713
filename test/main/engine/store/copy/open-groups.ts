import type { Store } from '../../../../../src/main/engine/store/sqlite/open.ts'

/** The facts of an open group that the inbox filters and sorts by; the amount in minor units, the time in UTC ms. */
export interface OpenGroupRow {
  readonly id: string
  readonly verdict: string
  readonly gateways: string
  readonly currency: string
  readonly atStakeMinor: number
  readonly latestAt: number
  readonly isOpen: boolean
}

/** Inserts groups of two charges into a copy as the recount leaves them, without the rules. */
export function insertOpenGroups(copy: Store, groups: readonly OpenGroupRow[]): void {
  const { sqlite } = copy
  sqlite.prepare('INSERT OR IGNORE INTO entity (id, entity_hash) VALUES (1, zeroblob(32))').run()
  sqlite.prepare("INSERT OR IGNORE INTO customer (id, key) VALUES (1, 'davey@example.org')").run()
  const booking = sqlite.prepare(
    `INSERT INTO booking (id, version, entity_id, customer_id, reference, status, channel, given_name, surname, email,
       flight_number, origin, destination, departure, card_fingerprint, card_last4, card_brand, booked_at)
     VALUES (?, 1, 1, 1, 'K3J9QX', 'confirmed', 'web', 'Davey', 'Jones', 'davey@example.org',
       'EI164', 'DUB', 'LHR', 202702282015, 'fp', '4242', 'visa', ?)`,
  )
  const charge = sqlite.prepare(
    `INSERT INTO charge (id, version, booking_id, purpose, amount_minor, currency, state, gateway, gateway_reference,
       card_fingerprint, card_last4, card_brand, authorised_at, captured_at)
     VALUES (?, 1, ?, 'fare', ?, ?, 'captured', 'old', 'g', 'fp', '4242', 'visa', ?, ?)`,
  )
  const group = sqlite.prepare(
    `INSERT INTO duplicate_group (id, flight_number, departure, verdict, confidence, reasons, purpose, amount_minor,
       currency, at_stake_minor, keep_charge_id, gateways, latest_at, is_open)
     VALUES (?, 'EI164', 202702282015, ?, 'sure', '[]', 'fare', ?, ?, ?, ?, ?, ?, ?)`,
  )
  const member = sqlite.prepare(
    'INSERT INTO group_charge (charge_id, group_id, position, customer_id, part) VALUES (?, ?, ?, 1, ?)',
  )
  sqlite.transaction(() => {
    for (const { id, verdict, gateways, currency, atStakeMinor, latestAt, isOpen } of groups) {
      group.run(id, verdict, atStakeMinor, currency, atStakeMinor, id, gateways, latestAt, Number(isOpen))
      for (const [position, chargeId] of [id, `${id}-again`].entries()) {
        booking.run(`booking-of-${chargeId}`, latestAt)
        charge.run(chargeId, `booking-of-${chargeId}`, atStakeMinor, currency, latestAt, latestAt)
        member.run(chargeId, id, position, position === 0 ? 'keep' : 'give_back')
      }
    }
  })()
}
