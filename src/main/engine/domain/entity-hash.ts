import { hash } from 'node:crypto'
import type { LocalTime } from './change.ts'

/** The facts in the entity hash: who bought, with which card, for which departure. */
export interface EntityFacts {
  readonly givenName: string
  readonly surname: string
  readonly card: { readonly fingerprint: string }
  readonly flightNumber: string
  readonly departure: LocalTime
}

/**
 * The entity hash: the raw 32 bytes of SHA-256 over nine strings (contract, entity_hash). It answers one question: is
 * this the same purchase? The wire has it in base64.
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

/**
 * Normalises a name for the entity hash: NFKC, trimmed, each run of white space as one space, lower case. Accents stay,
 * because the hash decides identity and not search.
 */
export const normaliseName = (name: string): string =>
  PLAIN_NAME.test(name) ? name.toLowerCase() : name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()

/** Matches most names: only their case needs a change. The shortcut matters because a fill has a million names. */
const PLAIN_NAME = /^[a-z]+$/i

/**
 * Normalises a flight number: `ei 0164` → `EI164`. The carrier has two characters (`U2`, `9K`) or three letters, so its
 * own digit never counts as part of the number. A text that is no flight number keeps its zeros.
 */
export function normaliseFlightNumber(flightNumber: string): string {
  if (PLAIN_FLIGHT.test(flightNumber)) return flightNumber
  const compact = flightNumber.toUpperCase().replace(/\s/gu, '')
  return compact.replace(/^([A-Z]{3}|[A-Z][A-Z\d]|\d[A-Z])0+(?=\d)/, '$1')
}

/** Matches most flight numbers: they are normal already. */
const PLAIN_FLIGHT = /^[A-Z]{2}[1-9]\d*$/
