import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startCentral } from '../central/start.ts'

/** A central service that serves a kept snapshot as its feed. Its feed changes only when the bench starts a refill. */
export interface BenchCentral {
  readonly url: string
  /** Makes the desk fill its copy again. Resolves when the desk has filled the copy and asks for changes. */
  readonly refill: () => Promise<void>
  readonly close: () => Promise<void>
}

const HOLD_MS = 25_000

/**
 * The reference central service with another feed, because its embedded database would be the slowest part of a fill.
 */
export async function startBenchCentral(snapshotFile: string): Promise<BenchCentral> {
  const central = await startCentral()
  const held = new Set<() => void>()
  let isGone = false
  let filled: (() => void) | null = null

  function changes(url: URL, response: ServerResponse): void {
    if (isGone) {
      answerGone(response)
      return
    }
    filled?.()
    filled = null
    const answer = (): void => {
      clearTimeout(timer)
      held.delete(answer)
      if (isGone) answerGone(response)
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(NO_CHANGES))
    }
    const timer = setTimeout(answer, url.searchParams.get('wait') === '0' ? 0 : HOLD_MS)
    held.add(answer)
    response.once('close', () => {
      clearTimeout(timer)
      held.delete(answer)
    })
  }

  function snapshot(response: ServerResponse): void {
    isGone = false
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    createReadStream(snapshotFile).pipe(response)
  }

  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', central.url)
    if (url.pathname === '/v1/changes') changes(url, response)
    else if (url.pathname === '/v1/snapshot') snapshot(response)
    else forward(url, incoming, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refill: () =>
      new Promise((resolve) => {
        isGone = true
        filled = resolve
        for (const answer of [...held]) answer()
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await central.close()
    },
  }
}

const NO_CHANGES = { epoch: 'bench', items: [], next_cursor: '0', has_more: false, count: 0, high_water: 0 }

function answerGone(response: ServerResponse): void {
  response
    .writeHead(410, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title: 'cursor_gone', status: 410, code: 'cursor_gone' }))
}

function forward(url: URL, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming
  const forwarded = request(url, { method, headers: { ...headers, host: url.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  forwarded.on('error', () => response.destroy())
  incoming.pipe(forwarded)
}
