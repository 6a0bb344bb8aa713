import { createHash } from 'node:crypto'
import { createEntityFilter, type EntityFilter, type FilterLayer } from '../../../domain/entity-filter.ts'
import type { Store } from '../../sqlite/open.ts'
import { filterLayer } from '../schema/sync.ts'

/** The EntityFilter of one copy. It holds every hash in the table `entity`. */
export interface EntityIndex {
  readonly has: (digest: Buffer) => boolean
  /** Adds the hash of a new entity. */
  readonly add: (digest: Buffer) => void
  /**
   * Whether the filter also holds the hashes of the whole company, of years that this copy no longer has. Only then
   * does a miss prove absence.
   */
  readonly coversCompany: () => boolean
  /** Replaces the central service's layers, and keeps the layers that grew at this desk. */
  readonly adopt: (central: readonly FilterLayer[]) => void
  /** Writes the layers. The caller opens the transaction. */
  readonly save: () => void
  /**
   * Writes the layers when entities were added, so that the next start need not read them again. The caller opens the
   * transaction.
   */
  readonly saveIfGrown: () => void
}

/**
 * Where an entity is. `absent` is proved, `here` means in this copy, and `ask` means that only the central service
 * knows.
 */
export type EntityAnswer =
  | { readonly found: 'absent' }
  | { readonly found: 'here'; readonly entityId: number }
  | { readonly found: 'ask' }

/**
 * Looks up whether the company has ever seen an entity. The filter proves absence, and the unique index finds entities
 * of this copy. Only the central service can answer the rest: a false positive, or a year that this copy no longer has.
 */
export function lookUpEntity(store: Store, entities: EntityIndex, digest: Buffer): EntityAnswer {
  if (!entities.has(digest)) return { found: entities.coversCompany() ? 'absent' : 'ask' }
  const entityId = store.prepare<[Buffer], number>('SELECT id FROM entity WHERE entity_hash = ?').pluck().get(digest)
  return entityId === undefined ? { found: 'ask' } : { found: 'here', entityId }
}

/**
 * Reads the saved layers and adds the entities that came later. Drops damaged layers: then it rebuilds the filter from
 * the entities and asks the central service for its layers again.
 *
 * @param expected How many entities a fill is about to bring.
 */
export function openEntityIndex(store: Store, expected = 0): EntityIndex {
  const saved = store.db.select().from(filterLayer).orderBy(filterLayer.id).all().map(asLayer)
  const whole = saved.every(({ bytes, checksum }) => sha256(bytes).equals(checksum))
  let filter = createEntityFilter(whole ? saved : [], expected)
  let hasGrown = addEntitiesAfter(store, filter, whole ? Math.max(0, ...saved.map((layer) => layer.entitiesUpTo)) : 0)
  const save = (): void => {
    saveLayers(store, filter)
    hasGrown = false
  }
  return {
    has: (digest) => filter.has(digest),
    add: (digest) => {
      hasGrown = true
      filter.add(digest)
    },
    coversCompany: () => filter.layers().some((layer) => layer.origin === 'central'),
    adopt: (central) => {
      const own = filter.layers().filter((layer) => layer.origin === 'own')
      filter = createEntityFilter([...central, ...own], expected)
    },
    save,
    saveIfGrown: () => {
      if (hasGrown) save()
    },
  }
}

type SavedLayer = typeof filterLayer.$inferSelect

const asLayer = ({ origin, ...layer }: SavedLayer): FilterLayer & SavedLayer => ({
  ...layer,
  origin: origin === 'central' ? 'central' : 'own',
})

function saveLayers(store: Store, filter: EntityFilter): void {
  const upTo = store.prepare<[], number>('SELECT coalesce(max(id), 0) FROM entity').pluck().get() ?? 0
  store.db.delete(filterLayer).run()
  for (const layer of filter.layers()) {
    const bytes = Buffer.from(layer.bytes.buffer, layer.bytes.byteOffset, layer.bytes.byteLength)
    store.db
      .insert(filterLayer)
      .values({ ...layer, bytes, checksum: sha256(bytes), entitiesUpTo: upTo })
      .run()
  }
}

/** Adds the entities with an id above `after` to the filter. Returns whether there were any. */
function addEntitiesAfter(store: Store, filter: EntityFilter, after: number): boolean {
  const digests = store.prepare<[number], Buffer>('SELECT entity_hash FROM entity WHERE id > ? ORDER BY id').pluck()
  let hasGrown = false
  for (const digest of digests.iterate(after)) {
    filter.add(digest)
    hasGrown = true
  }
  return hasGrown
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
