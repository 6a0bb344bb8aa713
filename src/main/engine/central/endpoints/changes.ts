import { z } from 'zod'
import type { FilterLayer } from '../../domain/entity-filter.ts'

/** `GET /v1/changes` → 200. The items are parsed one by one: a bad one must not cost the page. */
export const pageSchema = z
  .object({
    epoch: z.string().min(1).max(64),
    items: z.array(z.unknown()),
    next_cursor: z.string().max(1_024),
    has_more: z.boolean(),
  })
  .transform(({ epoch, items, next_cursor, has_more }) => ({
    epoch,
    items,
    nextCursor: next_cursor,
    hasMore: has_more,
  }))

/** First line of `GET /v1/snapshot`; `count` is how many Change lines follow. */
export const snapshotHeadSchema = z.object({
  epoch: z.string().min(1).max(64),
  cursor: z.string().max(1_024),
  count: z.int().nonnegative(),
})

/** Last line of `GET /v1/snapshot`; `sha256` is over this answer's Change lines with their newlines. */
export const snapshotEndSchema = z.object({
  end: z.literal(true),
  count: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/i),
})

/** `410` of the change feed, and any other problem: what the client looks at. */
export const problemSchema = z.object({ code: z.string().max(64) })

const layerSchema = z
  .object({
    bits: z.int().positive().max(0xffff_ffff),
    hashes: z.int().positive().max(64),
    capacity: z.int().positive(),
    count: z.int().nonnegative(),
    data: z.base64(),
  })
  .transform(({ data, ...layer }): FilterLayer => ({ ...layer, bytes: Buffer.from(data, 'base64'), origin: 'central' }))
  .refine((layer) => layer.bytes.length === Math.ceil(layer.bits / 8))

/** `GET /v1/entity-filter`: every entity hash that the company has seen up to `seq`. */
export const entityFilterSchema = z.object({
  epoch: z.string(),
  seq: z.int().nonnegative(),
  layers: z.array(layerSchema),
})
