import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How far this copy has come: always one row, written in the transaction that changes what it counts. */
export const syncState = sqliteTable('sync_state', {
  /** Always 1. */
  id: integer('id').primaryKey(),
  epoch: text('epoch').notNull(),
  /** Where the next pull begins; during a fill, the cursor from the first part of the snapshot. */
  cursor: text('cursor').notNull(),
  /** The seq of the last stored line of the snapshot: an interrupted fill goes on after it. */
  filledSeq: integer('filled_seq').notNull(),
  /** How many lines of the snapshot are stored, and how many it has. */
  filledLines: integer('filled_lines').notNull(),
  snapshotLines: integer('snapshot_lines').notNull(),
  /** When the fill became whole, UTC ms; null while nobody may read this file. */
  filledAt: integer('filled_at'),
  /** When the copy last had all changes of the central service, UTC ms. */
  syncedAt: integer('synced_at'),
  bookings: integer('bookings').notNull(),
  charges: integer('charges').notNull(),
  groups: integer('groups').notNull(),
  quarantined: integer('quarantined').notNull(),
})

/** The id and version of a deletion, so that an older change that comes later does not bring the row back. */
export const tombstone = sqliteTable(
  'tombstone',
  {
    /** `booking`, `charge` or `decision`. */
    kind: text('kind').notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/** A change that could not be read: its id and the reason, never its content. A later readable version removes it. */
export const quarantine = sqliteTable(
  'quarantine',
  {
    /** As the central service named it; `?` when that could not be read. */
    kind: text('kind').notNull(),
    itemId: text('item_id').notNull(),
    seq: integer('seq').notNull(),
    version: integer('version').notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.itemId, table.seq] })],
)

/**
 * The layers of the EntityFilter. When they are damaged or missing, they are rebuilt from `entity` and the central
 * service.
 */
export const filterLayer = sqliteTable('filter_layer', {
  /** In the order in which the layers opened. */
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
  /** The highest `entity.id` in the filter when it was saved; the next start adds the later ones. */
  entitiesUpTo: integer('entities_up_to').notNull(),
})
