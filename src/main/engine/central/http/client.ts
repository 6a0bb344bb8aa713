import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import type { CentralAnswer } from './central-answer.ts'
import type { Transport } from './transport.ts'

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
