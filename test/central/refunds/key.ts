import { createHash } from 'node:crypto'

/** The fingerprint of a request: a hash of method, path and raw body bytes. */
export function fingerprintOf(method: string, path: string, body: Uint8Array): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('base64url')
}

/** The UUID in the header `Idempotency-Key: "…"`, a quoted string of RFC 8941, in lower case; undefined without one. */
export function readKey(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? /^"(.{36})"$/.exec(header.trim())?.[1]?.match(uuid)?.[0].toLowerCase() : undefined
}

/** The text form of a UUID. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
