import { z } from 'zod'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { FilterLayer } from '../../domain/entity-filter.ts'
import type { CentralClient } from '../http/client.ts'

// GET /v1/entity-filter (contract, Entity filter).

const DEADLINE_MS = 30_000
const LIMIT_BYTES = 16 * 1024 * 1024

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

const filterSchema = z.object({
  epoch: z.string(),
  seq: z.int().nonnegative(),
  layers: z.array(layerSchema),
})

/** The Bloom filter over every entity hash that the company has seen up to `seq` of its epoch. */
export interface CompanyFilter {
  readonly epoch: string
  readonly layers: readonly FilterLayer[]
}

/**
 * Asks for the company's filter. The desk also works without it, but then a miss in its own filter is no proof. Fails with
 * `central_refused`, `central_broken` (`filter_shape`), and as `CentralClient.getJson` does.
 */
export async function askForCompanyFilter(
  client: Pick<CentralClient, 'getJson'>,
  signal: AbortSignal,
): Promise<Result<CompanyFilter>> {
  const answer = await client.getJson('/v1/entity-filter', { signal, deadlineMs: DEADLINE_MS, maxBytes: LIMIT_BYTES })
  if (!answer.ok) return answer
  if (answer.value.status !== 200) return failed('central_refused', `http_${answer.value.status}`)
  const filter = filterSchema.safeParse(answer.value.body)
  return filter.success ? done(filter.data) : failed('central_broken', 'filter_shape')
}
