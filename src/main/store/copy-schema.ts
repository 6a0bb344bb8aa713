import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * `copy-<epoch>.db`: what the central service told us, rebuilt at will. All tables are STRICT (the SQL of the
 * migrations says so; drizzle-kit cannot). Instants are UTC ms, money integer minor units. `version` is the central
 * service's for that id. No foreign key leads from a charge, a refund or a decision: what it names may come later.
 */

/** What a traveller meant to buy: one row for each entity hash. A Booking with no record left goes. */
export const booking = sqliteTable('booking', {
  /** Never used again after a deletion, so that the filter knows which hashes it has not seen yet. */
  id: integer('id').primaryKey({ autoIncrement: true }),
  /** The raw 32 bytes of the entity hash. */
  entityHash: blob('entity_hash', { mode: 'buffer' }).notNull().unique(),
})

/** One person as a caller is one: all records under one e-mail address, else under one card and name. */
export const customer = sqliteTable(
  'customer',
  {
    id: integer('id').primaryKey(),
    /** The normalised e-mail address; without one `card:` + fingerprint + space + normalised name. */
    key: text('key').notNull().unique(),
    /** Of an e-mail address what stands before its last @, from last letter to first, so that an index finds its end. */
    mailboxReversed: text('mailbox_reversed'),
  },
  (table) => [index('customer_mailbox').on(table.mailboxReversed).where(sql`${table.mailboxReversed} IS NOT NULL`)],
)

/** One booking record of the central service: one traveller, whose reference a party shares. */
export const record = sqliteTable(
  'record',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    bookingId: integer('booking_id')
      .notNull()
      .references(() => booking.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customer.id),
    reference: text('reference').notNull(),
    status: text('status').notNull(),
    channel: text('channel').notNull(),
    givenName: text('given_name').notNull(),
    surname: text('surname').notNull(),
    email: text('email').notNull(),
    phone: text('phone'),
    /** The digits of `phone` from last to first, so that an index finds its end. */
    phoneReversed: text('phone_reversed'),
    /** Normalised as for the entity hash: `EI164`. */
    flightNumber: text('flight_number').notNull(),
    origin: text('origin').notNull(),
    destination: text('destination').notNull(),
    /** Local clock time at the origin as the number YYYYMMDDhhmm. */
    departure: integer('departure').notNull(),
    seat: text('seat'),
    serviceCode: text('service_code'),
    cardFingerprint: text('card_fingerprint').notNull(),
    cardLast4: text('card_last4').notNull(),
    cardBrand: text('card_brand').notNull(),
    bookedAt: integer('booked_at').notNull(),
  },
  (table) => [
    index('record_booking').on(table.bookingId),
    index('record_customer').on(table.customerId, table.bookedAt),
    index('record_reference').on(table.reference, table.customerId),
    index('record_last4').on(table.cardLast4, table.customerId),
    index('record_flight').on(table.flightNumber, table.departure, table.customerId),
    index('record_departure').on(table.departure, table.customerId),
    index('record_phone').on(table.phoneReversed, table.customerId).where(sql`${table.phoneReversed} IS NOT NULL`),
  ],
)

/** The vocabulary: every word of a customer's name, folded (domain/search-words.ts), once, with how many bear it. */
export const nameWord = sqliteTable('name_word', {
  id: integer('id').primaryKey(),
  token: text('token').notNull().unique(),
  /** How many customers; a word that nobody bears any more goes. */
  bearers: integer('bearers').notNull(),
})

/**
 * Which words a text with letters left out may come from (domain/deletions.ts): two words within the allowed slips share
 * one. WITHOUT ROWID.
 */
export const nameDeletion = sqliteTable(
  'name_deletion',
  {
    deletion: text('deletion').notNull(),
    /** `name_word.id`. */
    wordId: integer('word_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deletion, table.wordId] })],
)

/** Who bears a word of the vocabulary: every word of every name on any of their records. WITHOUT ROWID. */
export const nameBearer = sqliteTable(
  'name_bearer',
  {
    wordId: integer('word_id')
      .notNull()
      .references(() => nameWord.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customer.id),
  },
  (table) => [
    primaryKey({ columns: [table.wordId, table.customerId] }),
    uniqueIndex('name_bearer_customer').on(table.customerId, table.wordId),
  ],
)

/** Money taken, or held, for a record. */
export const charge = sqliteTable(
  'charge',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    /** `record.id`; the record may come later. */
    recordId: text('record_id').notNull(),
    purpose: text('purpose').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    state: text('state').notNull(),
    gateway: text('gateway').notNull(),
    gatewayReference: text('gateway_reference').notNull(),
    cardFingerprint: text('card_fingerprint').notNull(),
    cardLast4: text('card_last4').notNull(),
    cardBrand: text('card_brand').notNull(),
    authorisedAt: integer('authorised_at').notNull(),
    capturedAt: integer('captured_at'),
  },
  (table) => [index('charge_record').on(table.recordId)],
)

/** Money given back, as the central service tells it. Never deleted. */
export const refund = sqliteTable(
  'refund',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    /** `charge.id`; the charge may come later. */
    chargeId: text('charge_id').notNull(),
    keepChargeId: text('keep_charge_id'),
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    note: text('note').notNull(),
    state: text('state').notNull(),
    requestedById: text('requested_by_id').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    decidedById: text('decided_by_id'),
    decidedByName: text('decided_by_name'),
    decisionNote: text('decision_note'),
    idempotencyKey: text('idempotency_key'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('refund_charge').on(table.chargeId),
    index('refund_pending_approval').on(table.createdAt).where(sql`${table.state} = 'pending_approval'`),
  ],
)

/** A person's judgement on charges. */
export const decision = sqliteTable('decision', {
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  /** The raw 32 bytes, where the decision names a Booking. */
  entityHash: blob('entity_hash', { mode: 'buffer' }),
  /** JSON array of `charge.id`. */
  chargeIds: text('charge_ids').notNull(),
  verdict: text('verdict').notNull(),
  note: text('note').notNull(),
  supersedes: text('supersedes'),
  decidedById: text('decided_by_id').notNull(),
  decidedByName: text('decided_by_name').notNull(),
  decidedAt: integer('decided_at').notNull(),
})

/** Which decisions speak of a charge. */
export const decisionCharge = sqliteTable(
  'decision_charge',
  {
    chargeId: text('charge_id').notNull(),
    decisionId: text('decision_id')
      .notNull()
      .references(() => decision.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.chargeId, table.decisionId] }),
    index('decision_charge_decision').on(table.decisionId),
  ],
)

/** What was deleted, with the version of the deletion: an older change that comes later must not bring it back. */
export const tombstone = sqliteTable(
  'tombstone',
  {
    /** `record`, `charge` or `decision`. */
    kind: text('kind').notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/**
 * Charges that look like one purchase paid more than once, judged (domain/verdict/), kept level with every page. Those of one
 * departure are judged together, because a purchase and its repetition are for the same flight.
 */
export const duplicateGroup = sqliteTable(
  'duplicate_group',
  {
    /** Its earliest charge. */
    id: text('id').primaryKey(),
    /** The departure under which it was judged: that of its earliest charge. */
    flightNumber: text('flight_number').notNull(),
    departure: integer('departure').notNull(),
    /** `duplicate`, `hold`, `separate`, `resolved` or `unsure`. */
    verdict: text('verdict').notNull(),
    /** `sure`, `likely` or `open`. */
    confidence: text('confidence').notNull(),
    /** JSON array of reasons, the strongest first; numbers only, nothing about a person. */
    reasons: text('reasons').notNull(),
    purpose: text('purpose').notNull(),
    /** Of one purchase. */
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    /** What is left to be given back, or would be if a person says that it is one. */
    atStakeMinor: integer('at_stake_minor').notNull(),
    keepChargeId: text('keep_charge_id'),
    /** `old`, `new`, `both`, or one that the central service invented later. */
    gateways: text('gateways').notNull(),
    /** When its latest charge was authorised. */
    latestAt: integer('latest_at').notNull(),
    /** 1 while somebody should act on it or tell the caller: `duplicate` with something to give back, `hold`, `unsure`. */
    isOpen: integer('is_open').notNull(),
  },
  (table) => [
    index('duplicate_group_departure').on(table.flightNumber, table.departure),
    // Both hold all that the inbox filters, sums and counts by: of a long list only the page is read from the table.
    index('duplicate_group_latest')
      .on(table.latestAt, table.id, table.verdict, table.gateways, table.currency, table.atStakeMinor)
      .where(sql`${table.isOpen} = 1`),
    index('duplicate_group_stake')
      .on(table.currency, table.atStakeMinor, table.id, table.verdict, table.gateways, table.latestAt)
      .where(sql`${table.isOpen} = 1`),
  ],
)

/** The charges of a group, earliest first, with the customer of each charge's record. */
export const groupCharge = sqliteTable(
  'group_charge',
  {
    chargeId: text('charge_id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => duplicateGroup.id, { onDelete: 'cascade' }),
    /** 0 for the earliest. */
    position: integer('position').notNull(),
    customerId: integer('customer_id').notNull(),
    /** `keep`, `give_back` or `other`. */
    part: text('part').notNull(),
  },
  (table) => [
    index('group_charge_group').on(table.groupId, table.position),
    index('group_charge_customer').on(table.customerId, table.groupId),
  ],
)

/** A change that does not parse: which one and why, never its content. Released by a later version that does. */
export const quarantine = sqliteTable(
  'quarantine',
  {
    /** As told, `?` where it could not be read. */
    kind: text('kind').notNull(),
    itemId: text('item_id').notNull(),
    seq: integer('seq').notNull(),
    version: integer('version').notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.itemId, table.seq] })],
)

/** Where this copy stands: always one row, written in the same transaction as what it counts. */
export const syncState = sqliteTable('sync_state', {
  /** Always 1. */
  id: integer('id').primaryKey(),
  epoch: text('epoch').notNull(),
  /** Where to pull from; during a fill the cursor of the snapshot's first part. */
  cursor: text('cursor').notNull(),
  /** The last seq of the snapshot that is stored: where a broken fill goes on. */
  filledSeq: integer('filled_seq').notNull(),
  /** Change lines of the snapshot that are stored, and how many there are in all. */
  filledLines: integer('filled_lines').notNull(),
  snapshotLines: integer('snapshot_lines').notNull(),
  /** When the fill was whole; null while nobody may read this file. */
  filledAt: integer('filled_at'),
  /** When the copy was last level with the central service. */
  syncedAt: integer('synced_at'),
  bookings: integer('bookings').notNull(),
  charges: integer('charges').notNull(),
  groups: integer('groups').notNull(),
  quarantined: integer('quarantined').notNull(),
})

/** The layers of the EntityFilter. Damaged or missing, they are rebuilt from `booking` and the central service. */
export const filterLayer = sqliteTable('filter_layer', {
  /** In the order in which they opened. */
  id: integer('id').primaryKey(),
  /** `central` or `own`. */
  origin: text('origin').notNull(),
  bits: integer('bits').notNull(),
  hashes: integer('hashes').notNull(),
  capacity: integer('capacity').notNull(),
  count: integer('count').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  /** SHA-256 of `bytes`. */
  checksum: blob('checksum', { mode: 'buffer' }).notNull(),
  /** The highest `booking.id` that the filter held when it was saved; later ones are added at the start. */
  bookingsUpTo: integer('bookings_up_to').notNull(),
})
