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

/** The customer that a booking belongs to; a new one where there was none. Answers `customer.id`. */
export function findOrAddCustomer(store: Store, facts: BookingFacts): number {
  const key = customerKey(facts)
  const known = store.prepare<[string], number>('SELECT id FROM customer WHERE key = ?').pluck().get(key)
  if (known !== undefined) return known
  const added = store
    .prepare('INSERT INTO customer (key, mailbox_reversed) VALUES (?, ?)')
    .run(key, reverseMailbox(key))
  return Number(added.lastInsertRowid)
}

/** Makes a name of this customer findable. */
export function addName(store: Store, customerId: number, facts: Name): void {
  for (const token of tokensOf(facts)) addPosting(store, customerId, token)
}

/** After a booking of theirs went or was renamed: forgets the names that none bears any more, and a customer without bookings. */
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

/** What most addresses are: nothing is left to do. */
const PLAIN_EMAIL = /^[a-z0-9@._+-]+$/

/** What stands before the last @, from last letter to first; null where there is none. */
function reverseMailbox(address: string): string | null {
  const end = address.lastIndexOf('@')
  return end <= 0 || address.startsWith('card:') ? null : [...address.slice(0, end)].reverse().join('')
}

/** One customer for each e-mail address; without one, for each card and name. */
function customerKey({ email, card, givenName, surname }: BookingFacts): string {
  const address = normaliseEmail(email)
  return address === '' ? `card:${card.fingerprint} ${normaliseName(`${givenName} ${surname}`)}` : address
}

/** The words under which somebody of this name is found. */
export const tokensOf = ({ givenName, surname }: Name): string[] => indexTokensOf(`${givenName} ${surname}`)
