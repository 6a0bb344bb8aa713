import type { Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import { entityFilterSchema } from '../central/endpoints/changes.ts'
import type { FilterLayer } from '../domain/entity-filter.ts'
import type { SyncPorts } from './ports.ts'

/** The company's filter with the epoch that it speaks of. */
export interface CompanyFilter {
  readonly epoch: string
  readonly layers: readonly FilterLayer[]
}

/** Asks for `GET /v1/entity-filter`. Without it the desk still works: a miss in its own filter is then no proof. */
export async function fetchCompanyFilter(
  { client }: Pick<SyncPorts, 'client'>,
  signal: AbortSignal,
): Promise<Result<CompanyFilter>> {
  const answer = await client.getJson('/v1/entity-filter', { signal, deadlineMs: 30_000, maxBytes: 16 * 1024 * 1024 })
  if (!answer.ok) return answer
  if (answer.value.status !== 200) return failed('central_refused', `http_${answer.value.status}`)
  const parsed = entityFilterSchema.safeParse(answer.value.body)
  return parsed.success ? done(parsed.data) : failed('central_broken', 'filter_shape')
}
