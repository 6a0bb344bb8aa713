import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What goes wrong, once or for ever, in front of the app. */
export type Fault =
  /** The request is executed, then the connection breaks without a byte of the answer. */
  | { dropReply: true }
  /** The connection breaks before anything is executed. */
  | { dropRequest: true }
  /** The request waits before it is executed. */
  | { delayMs: number }
  /** Executed at once, the answer waits. */
  | { delayReplyMs: number }
  /** Not executed: this status, these headers, this body. */
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Not executed: a page of HTML with status 200, as a captive portal answers. */
  | { html: true }
  /** Executed; the answer breaks off after so many bytes of its body. */
  | { truncateAfterBytes: number }

/** Which requests: `POST /v1/refunds` (method and start of the path), or a function. */
export type Matcher =
  | string
  | ((request: { method: string; path: string; headers: http.IncomingHttpHeaders }) => boolean)

/** A request that came in, for tests that count them. */
export interface SeenRequest {
  method: string
  /** Path with its query. */
  path: string
  headers: http.IncomingHttpHeaders
}

/** Scripts faults in front of a server, and keeps what came in. */
export class Faults {
  readonly seen: SeenRequest[] = []
  #rules: { matcher: Matcher; fault: Fault; left: number }[] = []
  readonly #sockets = new Set<Socket>()
  #offline = false

  /** The next `times` requests that match meet the fault; rules are tried in the order they were made. */
  next(matcher: Matcher, fault: Fault, times = 1): void {
    this.#rules.push({ matcher, fault, left: times })
  }

  /** Every request that matches meets the fault until `clear`. */
  always(matcher: Matcher, fault: Fault): void {
    this.next(matcher, fault, Number.POSITIVE_INFINITY)
  }

  /** Forgets every rule. */
  clear(): void {
    this.#rules = []
  }

  /** Breaks every connection and refuses new ones until `online`. */
  offline(): void {
    this.#offline = true
    for (const socket of this.#sockets) socket.destroy()
  }

  online(): void {
    this.#offline = false
  }

  /** A server whose requests pass through here before they reach the listener. */
  serve(listener: RequestListener): Server {
    const server = http.createServer((request, response) => this.#meet(request, response, listener))
    server.on('connection', (socket) => {
      if (this.#offline) socket.destroy()
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    return server
  }

  #meet(request: IncomingMessage, response: ServerResponse, listener: RequestListener): void {
    const { method = 'GET', url = '/', headers } = request
    this.seen.push({ method, path: url, headers })
    const rule = this.#rules.find((rule) => rule.left > 0 && matches(rule.matcher, { method, path: url, headers }))
    if (rule) {
      rule.left -= 1
      apply(rule.fault, request, response, listener)
    } else listener(request, response)
  }
}

function matches(matcher: Matcher, request: SeenRequest): boolean {
  if (typeof matcher === 'function') return matcher(request)
  const [method, path = ''] = matcher.split(' ')
  return request.method === method && request.path.startsWith(path)
}

function apply(fault: Fault, request: IncomingMessage, response: ServerResponse, listener: RequestListener): void {
  if ('dropRequest' in fault) {
    request.socket.destroy()
  } else if ('dropReply' in fault) {
    breakOffAfter(response, 0)
    listener(request, response)
  } else if ('truncateAfterBytes' in fault) {
    breakOffAfter(response, fault.truncateAfterBytes)
    listener(request, response)
  } else if ('delayMs' in fault) {
    setTimeout(() => listener(request, response), fault.delayMs)
  } else if ('delayReplyMs' in fault) {
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
    response.end = ((...args: unknown[]) => {
      setTimeout(() => end(...args), fault.delayReplyMs)
      return response
    }) as typeof response.end
    listener(request, response)
  } else if ('html' in fault) {
    swallow(request)
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Welcome</title><p>Please accept the terms.')
  } else {
    swallow(request)
    response.writeHead(fault.status, fault.headers ?? {}).end(fault.body ?? '')
  }
}

function swallow(request: IncomingMessage): void {
  request.resume()
}

/** Lets `bytes` of the body through, then breaks the connection; with 0 not even the head leaves. */
function breakOffAfter(response: ServerResponse, bytes: number): void {
  let left = bytes
  const write = response.write.bind(response) as (chunk: unknown) => boolean
  const cut = (chunk: unknown): void => {
    if (left <= 0 || !(typeof chunk === 'string' || chunk instanceof Uint8Array)) return
    const part = Buffer.from(chunk as string).subarray(0, left)
    left -= part.length
    write(part)
    // What was written reaches the client before the connection breaks.
    if (left === 0) setImmediate(() => response.socket?.destroy())
  }
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    cut(chunk)
    const done = rest.find((value) => typeof value === 'function') as (() => void) | undefined
    if (done) setImmediate(done)
    return true
  }) as typeof response.write
  response.end = ((chunk?: unknown) => {
    cut(chunk)
    setImmediate(() => response.socket?.destroy())
    return response
  }) as typeof response.end
}
