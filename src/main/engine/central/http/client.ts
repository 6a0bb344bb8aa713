import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import type { CentralAnswer } from './answer.ts'
import type { Transport } from './transport.ts'

/** An access token and the person that it belongs to. */
export interface Access {
  readonly userId: string
  readonly token: string
}

/** What the client needs of the session: the current token, and a new one when the central service refuses it. */
export interface TokenSource {
  /** The current token; null when there is none. */
  readonly access: () => Access | null
  /** Exchanges a refused token for a new one, once for all callers. Fails with `signed_out` when the person must sign in. */
  readonly renew: (refused: Access) => Promise<Result<Access>>
  /** Reports that the central service accepted this token. */
  readonly proved: (access: Access) => void
  /** Reports that the central service refused a token that was just renewed. */
  readonly dropped: (access: Access) => void
}

/** What the outbox decides about one attempt to send a write. */
export interface AttemptOptions {
  /** Gives the request up. */
  readonly signal: AbortSignal
  readonly deadlineMs: number
  /** UTC ms, to read `Retry-After` by. */
  readonly clock: () => number
}

/** Calls to the central service with the token of the person signed in. Without a usable token all fail with `signed_out`. */
export interface CentralClient {
  /** GETs JSON: any status below 500 but 429. Fails with `central_busy` (429, 5xx), `central_broken` (no JSON), and as the transport does. */
  readonly getJson: (
    path: string,
    options: { signal?: AbortSignal; deadlineMs: number; maxBytes?: number },
  ) => Promise<Result<{ readonly status: number; readonly body: unknown }>>
  /**
   * GETs NDJSON, gunzipped, in batches of lines of at most 64 KiB each. Fails with `central_refused` for any other status than
   * 200; the iteration throws `BrokenOff` when it ends early.
   */
  readonly getLines: (
    path: string,
    options: { signal?: AbortSignal; idleMs: number },
  ) => Promise<Result<AsyncIterable<readonly string[]>>>
  /**
   * POSTs exact bytes and returns every answer that came whole. `key` goes out as `Idempotency-Key`, a quoted string (RFC 8941);
   * with `onBehalfOf` only the token of that person is used.
   */
  readonly post: (
    path: string,
    options: {
      key?: string
      headers?: Readonly<Record<string, string>>
      bodyBytes: Uint8Array
      signal?: AbortSignal
      deadlineMs: number
      onBehalfOf?: string
    },
  ) => Promise<Result<CentralAnswer>>
}

/** Builds the client. It adds the token, and after a 401 it renews the token once and asks again. Signing in and health do not use it. */
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
        transport.exchange({
          method: 'GET',
          path,
          token,
          deadlineMs,
          ...(maxBytes !== undefined && { maxBytes }),
          ...(signal && { signal }),
        }),
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
          ...(signal && { signal }),
        }),
      )
      if (!answer.ok) return answer
      const { status, lines } = answer.value
      if (isBusy(status)) return busy(answer.value, clock())
      return status === 200 ? done(lines) : failed('central_refused', `http_${status}`)
    },
    post: (path, { key, headers, bodyBytes, signal, deadlineMs, onBehalfOf }) =>
      authorised(
        (token) =>
          transport.exchange({
            method: 'POST',
            path,
            headers: {
              'content-type': 'application/json',
              ...(key !== undefined && { 'idempotency-key': `"${key}"` }),
              ...headers,
            },
            bodyBytes,
            token,
            deadlineMs,
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
