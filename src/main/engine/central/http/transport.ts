import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { type CentralAnswer, type CentralLines, openAnswerLines, readAnswer } from './answer.ts'
import { startDeadline } from './deadline.ts'
import { letGo } from './read-body.ts'

/** One HTTP request to the central service. */
export interface CentralRequest {
  readonly method: 'GET' | 'POST'
  /** Path and query, from a slash. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly bodyBytes?: Uint8Array
  /** The access token; absent for signing in, refreshing and health. */
  readonly token?: string
  readonly signal?: AbortSignal
  /** How long the whole answer may take (ms); for lines, the longest silence. */
  readonly deadlineMs: number
  /** The most bytes of the answer that are read, counted after gunzip; 64 KiB by default. Lines have a limit of their own. */
  readonly maxBytes?: number
}

/** HTTP to one origin. It does not know who is signed in, and nothing else calls fetch. */
export interface Transport {
  /** Sends, and reads the whole answer. Fails with `central_unreachable` (no answer) and `central_broken` (an answer that cannot be right). */
  readonly exchange: (request: CentralRequest) => Promise<Result<CentralAnswer>>
  /** Sends, and hands over the lines as they come. Fails as `exchange` does. */
  readonly openLines: (request: CentralRequest) => Promise<Result<CentralLines>>
}

/** The contract's limit for everything but pages and the filter. */
const ANSWER_LIMIT_BYTES = 64 * 1024
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Opens the way to the central service. It never follows a redirect, and returns the affinity cookie `SERVERID` (contract, Session).
 *
 * @param options.baseUrl https, or http on loopback. Fails with `bad_argument` (`central_url`) for anything else.
 */
export function createTransport(options: { baseUrl: string; fetch: typeof globalThis.fetch }): Result<Transport> {
  const base = parseBaseUrl(options.baseUrl)
  if (base === null) return failed('bad_argument', 'central_url')
  let serverId: string | null = null

  async function send<T>(
    request: CentralRequest,
    read: (response: Response, deadline: ReturnType<typeof startDeadline>) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (!request.path.startsWith('/')) throw new Error('once: a path starts with a slash')
    const deadline = startDeadline(request.deadlineMs, request.signal)
    let response: Response
    try {
      response = await options.fetch(base + request.path, {
        method: request.method,
        headers: {
          accept: 'application/json, application/problem+json',
          ...request.headers,
          ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
          ...(serverId === null ? {} : { cookie: `SERVERID=${serverId}` }),
        },
        body: request.bodyBytes === undefined ? null : new Uint8Array(request.bodyBytes),
        redirect: 'manual',
        signal: deadline.signal,
      })
    } catch {
      deadline.release()
      return failed('central_unreachable', deadline.expired() ? 'timeout' : 'network')
    }
    serverId = readServerId(response.headers.getSetCookie()) ?? serverId
    if (response.status < 300 || response.status >= 400) return read(response, deadline)
    deadline.release()
    await letGo(response)
    return failed('central_broken', 'redirected')
  }

  return done({
    exchange: (request) =>
      send(request, async (response, deadline) => {
        const answer = await readAnswer(response, request.maxBytes ?? ANSWER_LIMIT_BYTES, deadline)
        deadline.release()
        return answer
      }),
    openLines: (request) => send(request, openAnswerLines),
  })
}

/** The address without a slash at its end; null unless it is https, or http to this machine, without user, query or fragment. */
function parseBaseUrl(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))
  if (!allowed || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  return url.origin + url.pathname.replace(/\/+$/, '')
}

function readServerId(cookies: readonly string[]): string | null {
  for (const cookie of cookies) {
    const value = /^SERVERID=([\w.~-]{1,200})(?:;|$)/.exec(cookie)?.[1]
    if (value !== undefined) return value
  }
  return null
}
