import { partsToFind, slipsInAddress } from '../../../domain/search/slips/address-slips.ts'
import type { Store } from '../../sqlite/open.ts'
import { type Beginning, beginningWith, LAST } from './beginning.ts'
import type { Match } from './match.ts'

/** How many addresses with a common part are compared with the typed one. */
const MOST_COMPARED = 1_500

interface Address {
  readonly customerId: number
  readonly key: string
}

interface Bounds extends Beginning {
  readonly limit: number
}

interface Parts {
  /** JSON array of beginnings. */
  readonly parts: string
  readonly domain: string
  readonly limit: number
}

/** Customers whose e-mail address begins as typed; without any, those whose address is one or two slips away. */
export function findByAddress(store: Store, typed: string, limit: number): Match[] {
  const found = store.prepare<[Bounds], Address>(BEGINNING).all({ ...beginningWith(typed), limit })
  if (found.length > 0) return matching(typed, found)
  const near = new Set<number>()
  for (const addresses of similarAddresses(store, typed)) {
    const slips = addresses.map(({ key }) => slipsInAddress(typed, key))
    for (const [at, { customerId }] of addresses.entries()) if (slips[at] !== null) near.add(customerId)
    // Later candidates may be one slip away although earlier ones were two slips away.
    if (slips.some((count) => count !== null && count <= 1)) break
  }
  return [...near].map((customerId) => ({ customerId, how: 'mistyped' }))
}

/** Lists of addresses that may be the typed one, those with the longest common part first. */
function* similarAddresses(store: Store, typed: string): Generator<Address[]> {
  const { beginnings, ends, mistypedBeginnings, domain } = partsToFind(typed)
  const bounds = (part: string): Bounds => ({ ...beginningWith(part), limit: MOST_COMPARED })
  for (const part of beginnings) yield store.prepare<[Bounds], Address>(BEGINNING).all(bounds(part))
  for (const part of ends) yield store.prepare<[Bounds], Address>(END).all(bounds([...part].reverse().join('')))
  if (mistypedBeginnings.length === 0) return
  const parts = { parts: JSON.stringify(mistypedBeginnings), domain, limit: MOST_COMPARED }
  yield store.prepare<[Parts], Address>(ONE_OF_BEGINNINGS).all(parts)
}

/** Those of these customers whose e-mail address is the typed one, begins with it, or is one or two slips away. */
export const narrowByAddress = (store: Store, typed: string, customerIds: readonly number[]): Match[] =>
  matching(typed, store.prepare<[string], Address>(OF_CUSTOMERS).all(JSON.stringify(customerIds)))

const matching = (typed: string, addresses: readonly Address[]): Match[] =>
  addresses.flatMap(({ customerId, key }): Match[] => {
    if (key.startsWith(typed)) return [{ customerId, how: key === typed ? 'exact' : 'beginning' }]
    return slipsInAddress(typed, key) === null ? [] : [{ customerId, how: 'mistyped' }]
  })

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
