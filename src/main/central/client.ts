import type { Result } from '../../preload/model.ts'
import { readRetryAfter } from '../domain/backoff.ts'
import { done, failed } from '../domain/result.ts'
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
  /** The access token, for every call but signing in, refreshing and health. */
  readonly token?: string
  readonly signal?: AbortSignal
  /** How long the whole answer may take; for lines, the longest silence. */
  readonly deadlineMs: number
  /** The most bytes of answer that are read, counted after gunzip; lines have a limit of their own. */
  readonly maxBytes: number
}

/** HTTP to one origin, without knowledge of who is signed in. Sole user of fetch. */
export interface Transport {
  /** Sends, and reads the whole answer. `central_unreachable`: no answer; `central_broken`: one that cannot be right. */
  readonly exchange: (request: CentralRequest) => Promise<Result<CentralAnswer>>
  /** Sends, and hands over the lines as they come. */
  readonly openLines: (request: CentralRequest) => Promise<Result<CentralLines>>
}

/** An access token and whose it is. */
export interface Access {
  readonly userId: string
  readonly token: string
}

/** What the client needs of the session: the token of this moment, and a new one when that is refused. */
export interface TokenSource {
  /** The token of this moment; null when nobody's is there. */
  readonly access: () => Access | null
  /** Exchanges a refused token for a new one, once for all who ask. `signed_out`: the person must sign in. */
  readonly renew: (refused: Access) => Promise<Result<Access>>
  /** The central service took this token. */
  readonly proved: (access: Access) => void
  /** A fresh token was refused: it is of no more use. */
  readonly dropped: (access: Access) => void
}

/** Calls to the central service on behalf of the person signed in. Without a usable token all fail with `signed_out`. */
export interface CentralClient {
  /** GET JSON. Statuses below 500 come back with their JSON; 429 and 5xx are `central_busy`, no JSON is `central_broken`. */
  readonly getJson: (
    path: string,
    options: { signal?: AbortSignal; deadlineMs: number; maxBytes: number },
  ) => Promise<Result<{ readonly status: number; readonly body: unknown }>>
  /** GET NDJSON, gunzipped, in batches of lines of at most 64 KiB each. The iteration throws `BrokenOff` when it ends early. */
  readonly getLines: (
    path: string,
    options: { signal?: AbortSignal; idleMs: number },
  ) => Promise<Result<AsyncIterable<readonly string[]>>>
  /** POST exact bytes and return whatever came back whole. With `onBehalfOf`, only with that person's token. */
  readonly post: (
    path: string,
    options: {
      headers?: Readonly<Record<string, string>>
      bodyBytes: Uint8Array
      signal?: AbortSignal
      deadlineMs: number
      maxBytes: number
      onBehalfOf?: string
    },
  ) => Promise<Result<CentralAnswer>>
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Opens the way to the central service. Redirects are never followed, the affinity cookie `SERVERID` is kept and returned (contract).
 *
 * @param options.baseUrl https, or http on loopback; anything else is `bad_argument` with the code `central_url`.
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
        body: request.bodyBytes ?? null,
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
        const answer = await readAnswer(response, request.maxBytes, deadline)
        deadline.release()
        return answer
      }),
    openLines: (request) => send(request, openAnswerLines),
  })
}

/** The client that everything but signing in goes through: adds the token, and after a 401 asks once for a new one. */
export function createCentralClient(options: {
  transport: Transport
  tokens: TokenSource
  clock: () => number
}): CentralClient {
  const { transport, tokens, clock } = options

  async function authorised<T extends { readonly status: number }>(
    send: (token: string) => Promise<Result<T>>,
    onBehalfOf?: string,
  ): Promise<Result<T>> {
    let access = tokens.access()
    for (const isSecondTry of [false, true]) {
      if (access === null || (onBehalfOf ?? access.userId) !== access.userId) return failed('signed_out')
      const answer = await send(access.token)
      if (!answer.ok) return answer
      if (answer.value.status !== 401) {
        if (answer.value.status < 500) tokens.proved(access)
        return answer
      }
      if (isSecondTry) {
        tokens.dropped(access)
        break
      }
      const renewed = await tokens.renew(access)
      if (!renewed.ok) return renewed
      access = renewed.value
    }
    return failed('signed_out')
  }

  return {
    getJson: async (path, { signal, deadlineMs, maxBytes }) => {
      const answer = await authorised((token) =>
        transport.exchange({ method: 'GET', path, token, deadlineMs, maxBytes, ...(signal && { signal }) }),
      )
      if (!answer.ok) return answer
      const { status, body } = answer.value
      if (isBusy(status)) return busy(answer.value, clock())
      return body === undefined
        ? failed('central_broken', status === 200 ? 'not_json' : `http_${status}`)
        : done({ status, body })
    },
    getLines: async (path, { signal, idleMs }) => {
      const headers = { accept: 'application/x-ndjson' }
      const answer = await authorised((token) =>
        transport.openLines({
          method: 'GET',
          path,
          headers,
          token,
          deadlineMs: idleMs,
          maxBytes: 0,
          ...(signal && { signal }),
        }),
      )
      if (!answer.ok) return answer
      const { status, lines } = answer.value
      if (isBusy(status)) return busy(answer.value, clock())
      return status === 200 ? done(lines) : failed('central_refused', `http_${status}`)
    },
    post: (path, { headers, bodyBytes, signal, deadlineMs, maxBytes, onBehalfOf }) =>
      authorised(
        (token) =>
          transport.exchange({
            method: 'POST',
            path,
            headers: { 'content-type': 'application/json', ...headers },
            bodyBytes,
            token,
            deadlineMs,
            maxBytes,
            ...(signal && { signal }),
          }),
        onBehalfOf,
      ),
  }
}

function isBusy(status: number): boolean {
  return status === 429 || status >= 500
}

function busy(answer: { status: number; headers: Readonly<Record<string, string>> }, now: number): Result<never> {
  return failed('central_busy', `http_${answer.status}`, readRetryAfter(answer.headers['retry-after'], now))
}

/** The address without a slash at its end; null unless it is https, or http to this very machine, and nothing more. */
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
