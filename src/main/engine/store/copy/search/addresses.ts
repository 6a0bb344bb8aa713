import { partsToFind, slipsInAddress } from '../../../domain/search/slips/address-slips.ts'
import type { Store } from '../../sqlite/open.ts'
import type { Match } from './match.ts'

/** How many addresses that share a part are compared. */
const COMPARED = 1_500

interface Known {
  readonly customerId: number
  readonly key: string
}

/** Bounds of the texts with one beginning: `from` is within, `to` is not. */
interface Between {
  readonly from: string
  readonly to: string
  readonly limit: number
}

interface Parts {
  /** JSON array of beginnings. */
  readonly parts: string
  readonly domain: string
  readonly limit: number
}

/** Customers whose e-mail address begins as typed; where there is none, those whose address is one or two slips away. */
export function findByAddress(store: Store, typed: string, limit: number): Match[] {
  const beginning = { from: typed, to: typed + LAST, limit }
  const found = store.prepare<[Between], Known>(BEGINNING).all(beginning)
  if (found.length > 0) return matching(typed, found)
  const near = new Set<number>()
  for (const known of knownAlike(store, typed)) {
    const slips = known.map(({ key }) => slipsInAddress(typed, key))
    for (const [at, { customerId }] of known.entries()) if (slips[at] !== null) near.add(customerId)
    // Who is two slips away may stand before who is one.
    if (slips.some((count) => count !== null && count <= 1)) break
  }
  return [...near].map((customerId) => ({ customerId, how: 'mistyped' }))
}

/** Addresses that may be the typed one, those that share most with it first. */
function* knownAlike(store: Store, typed: string): Generator<Known[]> {
  const { beginnings, ends, mistypedBeginnings, domain } = partsToFind(typed)
  const between = (part: string) => ({ from: part, to: part + LAST, limit: COMPARED })
  for (const part of beginnings) yield store.prepare<[Between], Known>(BEGINNING).all(between(part))
  for (const part of ends) yield store.prepare<[Between], Known>(END).all(between([...part].reverse().join('')))
  if (mistypedBeginnings.length === 0) return
  const parts = { parts: JSON.stringify(mistypedBeginnings), domain, limit: COMPARED }
  yield store.prepare<[Parts], Known>(ONE_OF_BEGINNINGS).all(parts)
}

/** Those of these customers whose e-mail address is the typed one, its beginning, or one or two slips away. */
export const narrowByAddress = (store: Store, typed: string, customerIds: readonly number[]): Match[] =>
  matching(typed, store.prepare<[string], Known>(OF_CUSTOMERS).all(JSON.stringify(customerIds)))

const matching = (typed: string, known: readonly Known[]): Match[] =>
  known.flatMap(({ customerId, key }): Match[] => {
    if (key.startsWith(typed)) return [{ customerId, how: key === typed ? 'exact' : 'beginning' }]
    return slipsInAddress(typed, key) === null ? [] : [{ customerId, how: 'mistyped' }]
  })

/** Sorts after everything that begins alike. */
const LAST = '\u{10ffff}'

const BEGINNING = `
  SELECT id AS customerId, key FROM customer WHERE key >= @from AND key < @to ORDER BY key LIMIT @limit`

const END = `
  SELECT id AS customerId, key FROM customer
  WHERE mailbox_reversed >= @from AND mailbox_reversed < @to AND mailbox_reversed IS NOT NULL LIMIT @limit`

const ONE_OF_BEGINNINGS = `
  SELECT DISTINCT customer.id AS customerId, customer.key FROM json_each(@parts)
  CROSS JOIN customer ON customer.key >= json_each.value AND customer.key < json_each.value || '${LAST}'
  WHERE instr(customer.key, @domain) > 0 LIMIT @limit`

const OF_CUSTOMERS = `
  SELECT customer.id AS customerId, customer.key FROM json_each(?) CROSS JOIN customer ON customer.id = json_each.value`
