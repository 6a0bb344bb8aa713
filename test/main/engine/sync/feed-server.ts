import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A change in the form of the wire. */
export interface WireChange {
  readonly seq: number
  readonly kind: string
  readonly op: 'upsert' | 'delete'
  readonly id: string
  readonly version: number
  readonly data: unknown
}

/** A fault of the next answer of one path; each request uses up one. */
export type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly type: string; readonly body: string }
  /** Ends the connection after this many lines of the snapshot. */
  | { readonly kind: 'cut_after_lines'; readonly lines: number }
  /** Sends nothing after this many lines of the snapshot, and keeps the connection open. */
  | { readonly kind: 'stall_after_lines'; readonly lines: number }
  | { readonly kind: 'wrong_sha' }
  | { readonly kind: 'wrong_count' }
  /** The first line announces far more lines than follow. */
  | { readonly kind: 'wrong_announcement' }

/**
 * A small central service over real HTTP with only the paths of the feed. Each of its answers can be made faulty in
 * ways that the reference central API does not offer.
 */
export interface FeedServer {
  readonly url: string
  epoch: string
  readonly changes: WireChange[]
  /** The service answers 410 for an earlier cursor. */
  oldestCursor: number
  filter: unknown
  readonly faults: { snapshot: Fault[]; changes: Fault[]; filter: Fault[] }
  readonly requests: string[]
  /** Appends changes and answers the waiting long polls. */
  readonly commit: (...changes: WireChange[]) => void
  readonly close: () => Promise<void>
}

/** Starts the service on `port`; 0 takes any free port. */
export async function startFeedServer(epoch: string, changes: WireChange[], port = 0): Promise<FeedServer> {
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    state.requests.push(url.pathname + url.search)
    if (request.headers.authorization !== 'Bearer t') return problem(response, 401, 'unauthorized')
    if (url.pathname === '/v1/snapshot') return snapshot(url, response)
    if (url.pathname === '/v1/changes') return page(url, response)
    if (url.pathname === '/v1/entity-filter') return filter(response)
    return problem(response, 404, 'not_found')
  })

  function broken(response: ServerResponse, fault: Fault | undefined): boolean {
    if (fault?.kind !== 'answer') return false
    response.writeHead(fault.status, { 'content-type': fault.type }).end(fault.body)
    return true
  }

  function snapshot(url: URL, response: ServerResponse): void {
    const fault = state.faults.snapshot.shift()
    if (broken(response, fault)) return
    const after = Number(url.searchParams.get('after') ?? 0)
    const latest = new Map(state.changes.map((change) => [`${change.kind} ${change.id}`, change]))
    const lines = [...latest.values()]
      .filter((change) => change.seq > after)
      .sort((a, b) => a.seq - b.seq)
      .map((change) => `${JSON.stringify(change)}\n`)
    const cursor = String(state.changes.at(-1)?.seq ?? 0)
    const sha256 = createHash('sha256')
      .update(fault?.kind === 'wrong_sha' ? 'x' : lines.join(''))
      .digest('hex')
    const count = lines.length + (fault?.kind === 'wrong_count' ? 1 : 0)
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    const announced = fault?.kind === 'wrong_announcement' ? 10 ** 12 : lines.length
    response.write(`${JSON.stringify({ epoch: state.epoch, cursor, count: announced })}\n`)
    if (fault?.kind === 'cut_after_lines') {
      response.write(lines.slice(0, fault.lines).join('') + (lines[fault.lines] ?? '').slice(0, 40), () => {
        setTimeout(() => response.destroy(), 20)
      })
      return
    }
    if (fault?.kind === 'stall_after_lines') {
      response.write(lines.slice(0, fault.lines).join(''))
      return
    }
    response.end(`${lines.join('')}${JSON.stringify({ end: true, count, sha256 })}\n`)
  }

  function page(url: URL, response: ServerResponse): void {
    if (broken(response, state.faults.changes.shift())) return
    const cursor = Number(url.searchParams.get('cursor') || 0)
    if (cursor < state.oldestCursor) {
      problem(response, 410, 'cursor_gone')
      return
    }
    const limit = Number(url.searchParams.get('limit') ?? 1000)
    const later = state.changes.filter((change) => change.seq > cursor)
    const answer = (): void => {
      const all = state.changes.filter((change) => change.seq > cursor)
      const items = all.slice(0, limit)
      const body = JSON.stringify({
        epoch: state.epoch,
        items,
        next_cursor: String(items.at(-1)?.seq ?? cursor),
        has_more: all.length > items.length,
        count: items.length,
        high_water: state.changes.at(-1)?.seq ?? 0,
      })
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(body))
    }
    if (later.length > 0 || url.searchParams.get('wait') === '0') {
      answer()
      return
    }
    waiting.add(answer)
    response.on('close', () => waiting.delete(answer))
  }

  function filter(response: ServerResponse): void {
    if (broken(response, state.faults.filter.shift())) return
    if (state.filter === null) problem(response, 404, 'not_found')
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(state.filter))
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const state: FeedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    epoch,
    changes,
    oldestCursor: 0,
    filter: null,
    faults: { snapshot: [], changes: [], filter: [] },
    requests: [],
    commit: (...more) => {
      state.changes.push(...more)
      for (const answer of [...waiting]) answer()
      waiting.clear()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return state
}

function problem(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title: code, status, code }))
}
