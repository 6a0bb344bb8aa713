import type { BookingFacts } from '../../../domain/change.ts'
import { normaliseName } from '../../../domain/entity-hash.ts'
import { indexTokensOf } from '../../../domain/search/index-tokens.ts'
import type { Store } from '../../sqlite/open.ts'
import { addPosting, removePosting, tokensOfCustomer } from '../search/vocabulary.ts'

/** A traveller's name as a booking has it. */
export interface Name {
  readonly givenName: string
  readonly surname: string
}

/** Returns the `customer.id` of a booking; adds the customer when it is new. */
export function findOrAddCustomer(store: Store, facts: BookingFacts): number {
  const key = customerKey(facts)
  const known = store.prepare<[string], number>('SELECT id FROM customer WHERE key = ?').pluck().get(key)
  if (known !== undefined) return known
  const added = store
    .prepare('INSERT INTO customer (key, mailbox_reversed) VALUES (?, ?)')
    .run(key, reverseMailbox(key))
  return Number(added.lastInsertRowid)
}

/** Makes the customer findable under a name. */
export function addName(store: Store, customerId: number, facts: Name): void {
  for (const token of tokensOf(facts)) addPosting(store, customerId, token)
}

/**
 * Call this after a booking of the customer was deleted or renamed: removes the names that no booking has any more, and
 * a customer without bookings.
 */
export function tidyCustomer(store: Store, customerId: number): void {
  const names = store
    .prepare<[number], Name>('SELECT DISTINCT given_name AS givenName, surname FROM booking WHERE customer_id = ?')
    .all(customerId)
  const wanted = new Set(names.flatMap(tokensOf))
  for (const word of tokensOfCustomer(store, customerId)) {
    if (!wanted.has(word.token)) removePosting(store, customerId, word)
  }
  if (names.length === 0) store.prepare('DELETE FROM customer WHERE id = ?').run(customerId)
}

/** An e-mail address as a key: NFKC, no white space, lower case. */
const normaliseEmail = (email: string): string =>
  PLAIN_EMAIL.test(email) ? email : email.normalize('NFKC').replace(/\s/gu, '').toLowerCase()

/** Most addresses are plain already, and `normaliseEmail` leaves these as they are. */
const PLAIN_EMAIL = /^[a-z0-9@._+-]+$/

/** The part before the last @, from last letter to first; null without an @. */
function reverseMailbox(address: string): string | null {
  const end = address.lastIndexOf('@')
  return end <= 0 || address.startsWith('card:') ? null : [...address.slice(0, end)].reverse().join('')
}

/** The e-mail address; without one, the card and the name. */
function customerKey({ email, card, givenName, surname }: BookingFacts): string {
  const address = normaliseEmail(email)
  return address === '' ? `card:${card.fingerprint} ${normaliseName(`${givenName} ${surname}`)}` : address
}

/** The tokens under which a search finds this name. */
export const tokensOf = ({ givenName, surname }: Name): string[] => indexTokensOf(`${givenName} ${surname}`)
