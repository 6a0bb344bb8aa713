import { z } from 'zod'
import type { Failure, Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import type { Deadline } from './deadline.ts'
import { BadLines, letGo, readLines, readText } from './read-body.ts'

/** An answer that came whole. `body` is the parsed JSON; undefined when the answer is not JSON. Header names are in lower case. */
export interface CentralAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What every problem of the contract may say (Values, Errors). A member of another shape counts as absent. */
export const problemFields = {
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/)
    .optional()
    .catch(undefined),
  /** False: the central service proves that nothing happened. */
  executed: z.boolean().optional().catch(undefined),
}

/** An answer that is read line by line. `lines` yields nothing unless the status is 200; its iteration throws `BrokenOff`. */
export interface CentralLines {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly lines: AsyncIterable<readonly string[]>
}

/** Thrown by an iteration over lines that ends too early; `failure` says why. */
export class BrokenOff extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code ?? failure.kind)
    this.failure = failure
  }
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i
const NDJSON_TYPE = /^application\/x-ndjson\s*(?:;|$)/i

/** Reads an answer to its end. Fails with `central_broken` (too large, not UTF-8, broken off) and `central_unreachable` (too slow). */
export async function readAnswer(
  response: Response,
  maxBytes: number,
  deadline: Deadline,
): Promise<Result<CentralAnswer>> {
  try {
    const read = response.body === null ? { text: '' } : await readText(response.body, maxBytes)
    if ('broken' in read) return failed('central_broken', read.broken)
    const isJson = JSON_TYPE.test(response.headers.get('content-type') ?? '')
    return done({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: isJson ? parseJson(read.text) : undefined,
    })
  } catch {
    return brokenOff(deadline)
  }
}

/** Hands over an NDJSON answer as lines, and releases the deadline after the last one. Fails with `central_broken` for a 200 of another content type. */
export async function openAnswerLines(response: Response, deadline: Deadline): Promise<Result<CentralLines>> {
  const head = { status: response.status, headers: Object.fromEntries(response.headers) }
  if (response.status === 200 && NDJSON_TYPE.test(response.headers.get('content-type') ?? '')) {
    return done({ ...head, lines: linesOf(response, deadline) })
  }
  deadline.release()
  await letGo(response)
  return response.status === 200 ? failed('central_broken', 'not_ndjson') : done({ ...head, lines: noLines() })
}

async function* linesOf(response: Response, deadline: Deadline): AsyncGenerator<readonly string[]> {
  try {
    if (response.body === null) return
    for await (const lines of readLines(response.body)) {
      // The deadline counts the silence of the central service, not the work of the reader.
      deadline.pause()
      yield lines
      deadline.touch()
    }
  } catch (error) {
    const reason = error instanceof BadLines ? failed('central_broken', error.code) : brokenOff(deadline)
    throw new BrokenOff(reason.failure)
  } finally {
    deadline.release()
  }
}

async function* noLines(): AsyncGenerator<readonly string[]> {}

function brokenOff(deadline: Deadline): ReturnType<typeof failed> {
  return deadline.expired() ? failed('central_unreachable', 'timeout') : failed('central_broken', 'broken_off')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
