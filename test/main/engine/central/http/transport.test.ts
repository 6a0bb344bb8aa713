import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { BrokenOff } from '../../../../../src/main/engine/central/http/answer.ts'
import { createTransport, type Transport } from '../../../../../src/main/engine/central/http/transport.ts'
import type { Failure } from '../../../../../src/shared/model/index.ts'
import { expectOk } from '../../working-desk.ts'
import { countingFetch } from './counting-fetch.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A transport to a local server that answers with this listener. */
async function connectTo(listener: RequestListener, by: typeof fetch = fetch): Promise<Transport> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return expectOk(createTransport({ baseUrl, fetch: by }))
}

const LIMIT_BYTES = 64 * 1024
/** What may be taken out of an answer before its size is known: a chunk of gunzip and a chunk of a stream. */
const ONE_TOO_MANY_BYTES = 2 * 64 * 1024
const get = { method: 'GET', path: '/v1/x', deadlineMs: 60_000, maxBytes: LIMIT_BYTES } as const
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const LINES_TYPE = { 'content-type': 'application/x-ndjson' }

async function failureOf(transport: Transport, request: object = {}): Promise<Failure | null> {
  const answer = await transport.exchange({ ...get, ...request })
  return answer.ok ? null : answer.failure
}

describe('the address of the central service', () => {
  test.each([
    'https://central.example',
    'http://127.0.0.1:1',
    'http://localhost:8080/',
    'http://[::1]:9',
    'https://c.example/desk',
  ])('%s is allowed', (baseUrl) => {
    expect(createTransport({ baseUrl, fetch }).ok).toBe(true)
  })
  test.each([
    '',
    'central.example',
    'http://central.example',
    'http://127.0.0.1.evil.example',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'https://user:word@central.example',
    'https://central.example/?a=1',
    'https://central.example/#x',
  ])('%j is not allowed', (baseUrl) => {
    expect(createTransport({ baseUrl, fetch })).toEqual({
      ok: false,
      failure: { kind: 'bad_argument', code: 'central_url' },
    })
  })
})

describe('an answer', () => {
  test('is JSON when type and text are JSON; the transport returns the affinity cookie and no other cookie', async () => {
    const seen: IncomingMessage['headers'][] = []
    const transport = await connectTo((request, response) => {
      seen.push(request.headers)
      response.setHeader('set-cookie', ['other=1; Path=/', 'SERVERID=old2; path=/'])
      response.writeHead(200, JSON_TYPE).end('{"a":"ß"}')
    })
    expect(await transport.exchange(get)).toMatchObject({ ok: true, value: { status: 200, body: { a: 'ß' } } })
    await transport.exchange({ ...get, token: 't-1' })
    expect(seen.map((it) => [it.cookie, it.authorization])).toEqual([
      [undefined, undefined],
      ['SERVERID=old2', 'Bearer t-1'],
    ])
  })

  test.each([
    ['HTML', { 'content-type': 'text/html' }, '<h1>Sign in to the hotel network</h1>'],
    ['JSON that says it is HTML', { 'content-type': 'text/html' }, '{}'],
    ['half of a JSON text', JSON_TYPE, '{"a":'],
    ['nothing', JSON_TYPE, ''],
    ['no type', {}, '{}'],
  ])('that is %s has no body to trust', async (_what, headers, text) => {
    const transport = await connectTo((_request, response) => response.writeHead(200, headers).end(text))
    expect(expectOk(await transport.exchange(get))).toMatchObject({ status: 200, body: undefined })
  })

  test('that is not UTF-8 is a failure', async () => {
    const transport = await connectTo((_request, response) =>
      response.writeHead(200, JSON_TYPE).end(Buffer.from([0x22, 0xff, 0x22])),
    )
    expect(await failureOf(transport)).toEqual({ kind: 'central_broken', code: 'not_utf8' })
  })

  test('that breaks off is a failure', async () => {
    const transport = await connectTo((_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' }).write('{"a"')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await failureOf(transport)).toEqual({ kind: 'central_broken', code: 'broken_off' })
  })

  test('that is too large is dropped at the limit, also when it is a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20))
    const counting = countingFetch()
    const transport = await connectTo(
      (_request, response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb),
      counting.fetch,
    )
    expect(await failureOf(transport)).toEqual({ kind: 'central_broken', code: 'too_large' })
    expect(counting.bytes()).toBeLessThanOrEqual(LIMIT_BYTES + ONE_TOO_MANY_BYTES)
  })

  test('within the limit is read up to its last byte, also when it is gzipped', async () => {
    const text = JSON.stringify('x'.repeat(64 * 1024 - 2))
    const transport = await connectTo((_request, response) =>
      response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(gzipSync(text)),
    )
    expect(await failureOf(transport)).toBeNull()
    expect(await failureOf(transport, { maxBytes: 64 * 1024 - 1 })).toMatchObject({ code: 'too_large' })
  })

  test.each([301, 302, 303, 307, 308])('%d is not followed', async (status) => {
    let requests = 0
    const transport = await connectTo((request, response) => {
      requests += 1
      response.writeHead(status, { location: `${request.url}?again` }).end()
    })
    const post = { method: 'POST', bodyBytes: Buffer.from('{}'), token: 'secret' }
    expect(await failureOf(transport, post)).toEqual({ kind: 'central_broken', code: 'redirected' })
    expect(requests).toBe(1)
  })
})

describe('a request without an answer', () => {
  test('fails as unreachable when the connection is refused', async () => {
    const transport = await connectTo(() => {})
    const taken = server?.address() as AddressInfo
    server?.close()
    await once(server ?? expect.fail(), 'close')
    expect(taken.port).toBeGreaterThan(0)
    expect(await failureOf(transport)).toEqual({ kind: 'central_unreachable', code: 'network' })
  })

  test('fails as unreachable when the connection is reset before the head', async () => {
    const transport = await connectTo((_request, response) => response.destroy())
    expect(await failureOf(transport)).toEqual({ kind: 'central_unreachable', code: 'network' })
  })

  test.each([
    ['never begins', () => {}],
    ['never ends', (response: ServerResponse) => response.writeHead(200, JSON_TYPE).write(' ')],
  ])('an answer that %s is given up at the deadline', async (_what, begin) => {
    const transport = await connectTo((_request, response) => void begin(response))
    const order: string[] = []
    // Node ends timers of the same length in the order of their starts.
    setTimeout(() => order.push('the time is up'), 300)
    order.push((await failureOf(transport, { deadlineMs: 300 }))?.code ?? 'an answer')
    expect(order).toEqual(['the time is up', 'timeout'])
  })

  test('ends when the caller aborts it, also when the caller aborted before', async () => {
    const transport = await connectTo(() => {})
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 30)
    expect(await failureOf(transport, { signal: controller.signal })).toMatchObject({ kind: 'central_unreachable' })
    expect(await failureOf(transport, { signal: controller.signal })).toMatchObject({ kind: 'central_unreachable' })
  })
})

describe('lines of NDJSON', () => {
  async function linesOf(transport: Transport): Promise<{ lines: string[]; failure: Failure | null }> {
    const opened = expectOk(await transport.openLines(get))
    const lines: string[] = []
    try {
      for await (const batch of opened.lines) lines.push(...batch)
      return { lines, failure: null }
    } catch (error) {
      return { lines, failure: error instanceof BrokenOff ? error.failure : expect.fail(String(error)) }
    }
  }

  test('arrive whole and gunzipped, however the chunks are cut, also beyond ASCII', async () => {
    const wanted = Array.from({ length: 5_000 }, (_, index) => JSON.stringify({ seq: index, name: 'Zoë 😀 Straße' }))
    const bytes = gzipSync(`${wanted.join('\n')}\n`)
    const transport = await connectTo(async (_request, response) => {
      response.writeHead(200, { ...LINES_TYPE, 'content-encoding': 'gzip' })
      for (let at = 0; at < bytes.length; at += 777) {
        response.write(bytes.subarray(at, at + 777))
        if (at % 7_770 === 0) await sleep(1)
      }
      response.end()
    })
    expect(await linesOf(transport)).toEqual({ lines: wanted, failure: null })
  })

  test('above 64 KiB are a failure', async () => {
    const transport = await connectTo((_request, response) =>
      response.writeHead(200, LINES_TYPE).end(`${'x'.repeat(64 * 1024)}\n${'ü'.repeat(32 * 1024 + 1)}\n`),
    )
    expect((await linesOf(transport)).failure).toEqual({ kind: 'central_broken', code: 'line_too_large' })
  })

  test('that never end are a failure long before memory runs out', async () => {
    const counting = countingFetch()
    const transport = await connectTo(
      (_request, response) =>
        response
          .writeHead(200, { ...LINES_TYPE, 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x78))),
      counting.fetch,
    )
    expect((await linesOf(transport)).failure).toEqual({ kind: 'central_broken', code: 'line_too_large' })
    expect(counting.bytes()).toBeLessThanOrEqual(LIMIT_BYTES + ONE_TOO_MANY_BYTES)
  })

  test('that break off fail after the lines that arrived', async () => {
    let breakOff = () => {}
    const transport = await connectTo((_request, response) => {
      response.writeHead(200, { ...LINES_TYPE, 'content-length': '99' }).write('1\n2\n')
      breakOff = () => response.destroy()
    })
    const opened = expectOk(await transport.openLines(get))
    const lines = opened.lines[Symbol.asyncIterator]()
    expect(await lines.next()).toEqual({ done: false, value: ['1', '2'] })
    breakOff()
    await expect(lines.next()).rejects.toEqual(new BrokenOff({ kind: 'central_broken', code: 'broken_off' }))
  })

  test('of another content type are a failure; another status has no lines', async () => {
    const html = await connectTo((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    )
    expect(await html.openLines(get)).toEqual({ ok: false, failure: { kind: 'central_broken', code: 'not_ndjson' } })
    server?.close()
    const gone = await connectTo((_request, response) => response.writeHead(410, JSON_TYPE).end('{}'))
    expect(expectOk(await gone.openLines(get)).status).toBe(410)
  })
})
