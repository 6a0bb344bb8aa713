import { hash } from 'node:crypto'
import type { LocalTime } from './change.ts'

/** What the entity hash is made of: who, with which card, on which departure. */
export interface EntityFacts {
  readonly givenName: string
  readonly surname: string
  readonly card: { readonly fingerprint: string }
  readonly flightNumber: string
  readonly departure: LocalTime
}

/**
 * Answers one question: is this the same booking? The raw 32 bytes of SHA-256 over nine strings
 * (contract, entity_hash); the wire writes them as base64.
 */
export function entityDigest(facts: EntityFacts): Buffer {
  const { minute, hour, day, month, year } = facts.departure
  const parts = [
    normaliseName(facts.givenName),
    normaliseName(facts.surname),
    facts.card.fingerprint,
    normaliseFlightNumber(facts.flightNumber),
    ...[minute, hour, day, month, year].map(String),
  ]
  return hash('sha256', JSON.stringify(parts), 'buffer')
}

/** NFKC, trimmed, runs of white space as one space, lower case. Accents stay: this decides identity, not search. */
export const normaliseName = (name: string): string =>
  PLAIN_NAME.test(name) ? name.toLowerCase() : name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()

/** What most names are: only the case is left to do. A fill has a million of each. */
const PLAIN_NAME = /^[a-z]+$/i

/**
 * `ei 0164` → `EI164`. The carrier is two characters (`U2`, `9K`) or three letters, so that its own digit is not
 * taken for the number's first; what does not read like a flight keeps its zeros.
 */
export function normaliseFlightNumber(flightNumber: string): string {
  if (PLAIN_FLIGHT.test(flightNumber)) return flightNumber
  const compact = flightNumber.toUpperCase().replace(/\s/gu, '')
  return compact.replace(/^([A-Z]{3}|[A-Z][A-Z\d]|\d[A-Z])0+(?=\d)/, '$1')
}

/** What most flight numbers are: nothing is left to do. */
const PLAIN_FLIGHT = /^[A-Z]{2}[1-9]\d*$/
