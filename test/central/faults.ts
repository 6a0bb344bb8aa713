import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A fault in front of the app, for one request or for all. */
export type Fault =
  /** The request is executed, then the connection breaks before a byte of the answer is sent. */
  | { dropReply: true }
  /** The connection breaks before anything is executed. */
  | { dropRequest: true }
  /** The request waits before it is executed. */
  | { delayMs: number }
  /** The request is executed at once, and its answer waits. */
  | { delayReplyMs: number }
  /** The request is not executed; it gets this status with these headers and this body. */
  | { status: number; headers?: Record<string, string>; body?: string }
  /** The request is not executed; it gets a page of HTML with status 200, as from a captive portal. */
  | { html: true }
  /** The request is executed; the answer breaks off after this many bytes of its body. */
  | { truncateAfterBytes: number }

/** The requests that meet a fault: method and start of the path, such as `POST /v1/refunds`, or a function. */
export type Matcher =
  | string
  | ((request: { method: string; path: string; headers: http.IncomingHttpHeaders }) => boolean)

/** A received request. */
export interface SeenRequest {
  method: string
  /** The path with its query. */
  path: string
  headers: http.IncomingHttpHeaders
}

/** Scripts faults in front of a server, and records the received requests. */
export class Faults {
  readonly seen: SeenRequest[] = []
  #rules: { matcher: Matcher; fault: Fault; left: number }[] = []
  readonly #sockets = new Set<Socket>()
  #offline = false

  /** The next `times` matching requests meet the fault; the rules are tried in the order in which they were made. */
  next(matcher: Matcher, fault: Fault, times = 1): void {
    this.#rules.push({ matcher, fault, left: times })
  }

  /** Every matching request meets the fault until `clear`. */
  always(matcher: Matcher, fault: Fault): void {
    this.next(matcher, fault, Number.POSITIVE_INFINITY)
  }

  /** Removes every rule. */
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

  /** A server whose requests meet the faults before they reach the listener. */
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

/** Sends only `bytes` of the body, then breaks the connection; with 0 not even the head is sent. */
function breakOffAfter(response: ServerResponse, bytes: number): void {
  let left = bytes
  const write = response.write.bind(response) as (chunk: unknown) => boolean
  const cut = (chunk: unknown): void => {
    if (left <= 0 || !(typeof chunk === 'string' || chunk instanceof Uint8Array)) return
    const part = Buffer.from(chunk as string).subarray(0, left)
    left -= part.length
    write(part)
    // The written bytes must reach the client before the connection breaks.
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
