import { STATUS_CODES } from 'node:http'
import type { Readable } from 'node:stream'

/** The answer of a route, which `http.ts` writes. A string body is JSON text already, a stream is NDJSON. */
export interface Answer {
  status: number
  body: object | string | Readable
  headers?: Record<string, string>
}

/** The members of a problem beside those of RFC 9457 (`executed`, `errors`, `existing`…). */
export type ProblemMembers = Record<string, unknown> & { executed?: boolean }

/** An answer of RFC 9457 with the contract's `code`; `detail` is a sentence for people. */
export function problem(status: number, code: string, detail: string, members: ProblemMembers = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: `urn:once:problem:${code}`, title: STATUS_CODES[status] ?? code, status, detail, code, ...members },
  }
}

/** A value, or the answer that states why there is none. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; answer: Answer }
