import { z } from 'zod'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { CentralClient } from '../http/client.ts'

// GET /v1/changes?cursor=…&limit=…&wait=… (contract, Change feed).

/** How long the central service may hold its answer until something changes. */
const WAIT_SECONDS = 25
/** How long an answer may take beyond that wait. */
const ANSWER_MS = 20_000
const PAGE_LIMIT_BYTES = 16 * 1024 * 1024

/** One page of the change feed. */
export interface ChangesPage {
  readonly epoch: string
  /** Parsed one by one (wire/change.ts), so that one bad change does not cost the page. */
  readonly items: readonly unknown[]
  readonly nextCursor: string
  readonly hasMore: boolean
}

const pageSchema = z
  .object({
    epoch: z.string().min(1).max(64),
    items: z.array(z.unknown()),
    next_cursor: z.string().max(1_024),
    has_more: z.boolean(),
  })
  .transform(
    ({ epoch, items, next_cursor, has_more }): ChangesPage => ({
      epoch,
      items,
      nextCursor: next_cursor,
      hasMore: has_more,
    }),
  )

const problemSchema = z.object({ code: z.string().max(64) })

/**
 * Asks for the page after a cursor. With `waits` the central service holds its answer up to 25 s until something changes (long poll).
 *
 * @returns `cursor_gone` when the copy has to be filled again. Fails with `central_refused`, `central_broken` (`page_shape`), and
 * as `CentralClient.getJson` does.
 */
export async function askForChanges(
  client: Pick<CentralClient, 'getJson'>,
  question: {
    readonly cursor: string
    readonly limit: number
    readonly waits: boolean
    readonly signal: AbortSignal
  },
): Promise<Result<ChangesPage | 'cursor_gone'>> {
  const wait = question.waits ? WAIT_SECONDS : 0
  const query = new URLSearchParams({ cursor: question.cursor, limit: String(question.limit), wait: String(wait) })
  const answer = await client.getJson(`/v1/changes?${query}`, {
    signal: question.signal,
    deadlineMs: wait * 1_000 + ANSWER_MS,
    maxBytes: PAGE_LIMIT_BYTES,
  })
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 410) return done('cursor_gone')
  if (status !== 200) return failed('central_refused', problemSchema.safeParse(body).data?.code ?? `http_${status}`)
  const page = pageSchema.safeParse(body)
  return page.success ? done(page.data) : failed('central_broken', 'page_shape')
}
