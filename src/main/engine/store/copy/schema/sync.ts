import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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

/** What was deleted, with the version of the deletion: an older change that comes later must not bring it back. */
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
  /** The highest `entity.id` that the filter held when it was saved; later ones are added at the start. */
  entitiesUpTo: integer('entities_up_to').notNull(),
})
