import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGzip, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from './problem.ts'
import type { KeyedPost } from './refunds/give-refund.ts'
import type { Account } from './session/people.ts'

/** Shorter answers are sent without gzip. */
const gzipBytes = 1024

/** Writes an answer, gzipped on request. */
export async function write(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  const { status, body, headers = {} } = answer
  reply.code(status).headers({ 'content-type': 'application/json; charset=utf-8', vary: 'accept-encoding', ...headers })
  const zipped = wantsGzip(request)
  if (body instanceof Readable) {
    if (!zipped) return reply.send(body)
    const stream = createGzip({ level: 1 })
    body.on('error', (error) => stream.destroy(error)).pipe(stream)
    return reply.header('content-encoding', 'gzip').send(stream)
  }
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  if (!zipped || bytes.length < gzipBytes) return reply.send(bytes)
  return reply.header('content-encoding', 'gzip').send(await promisify(gzip)(bytes, { level: 1 }))
}

function wantsGzip(request: FastifyRequest): boolean {
  const accepted = String(request.headers['accept-encoding'] ?? '').toLowerCase()
  return accepted.split(',').some((part) => {
    const [coding, ...parameters] = part.split(';').map((text) => text.trim())
    return coding === 'gzip' && !parameters.some((text) => /^q=0(\.0*)?$/.test(text))
  })
}

/**
 * Sets the cookie as HAProxy's `cookie SERVERID insert indirect nocache` does: a client without one gets it by weighted
 * round robin.
 */
export function setAffinity(request: FastifyRequest, reply: FastifyReply): void {
  const known = /(?:^|;\s*)SERVERID=(old|new)(?:;|$)/.test(request.headers.cookie ?? '')
  if (known) return
  const server = randomInt(100) < 80 ? 'old' : 'new'
  reply.headers({ 'set-cookie': `SERVERID=${server}; path=/; HttpOnly`, 'cache-control': 'private' })
}

/** The parsed JSON body; undefined when the content type or the text is not JSON. */
export function readJson(request: FastifyRequest): unknown {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody(request)))
  } catch {
    return undefined
  }
}

/** A POST under a key, in the form that the ledger needs. */
export function keyedPost(request: FastifyRequest, person: Account): KeyedPost {
  const [path = ''] = request.url.split('?')
  return { path, headers: request.headers, bytes: rawBody(request), body: readJson(request), person }
}

function rawBody(request: FastifyRequest): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

/** A parameter of the path. */
export function param(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string>)[name] ?? ''
}
