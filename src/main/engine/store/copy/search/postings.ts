import type { Store } from '../../sqlite/open.ts'

/** Up to `limit` customers with one of these tokens, each once; the customers of the first token come first. */
export const findCustomersByToken = (store: Store, tokenIds: readonly number[], limit: number): number[] =>
  store
    .prepare<[{ words: string; limit: number }], number>(CUSTOMERS_OF_TOKENS)
    .pluck()
    .all({ words: JSON.stringify(tokenIds), limit })

/**
 * Customers with one of the tokens in `lead` and one of those in `others`, each once. `lead` should be the rarer
 * tokens, the likeliest first.
 *
 * @param limits `most` is the number of customers to return, `looked` the number of postings of `lead` to read: two
 * names that half of all customers have need no more.
 */
export const findCustomersByBothTokens = (
  store: Store,
  lead: readonly number[],
  others: readonly number[],
  { most, looked }: { most: number; looked: number },
): number[] =>
  store
    .prepare<[{ words: string; others: string; most: number; looked: number }], number>(CUSTOMERS_OF_BOTH)
    .pluck()
    .all({ words: JSON.stringify(lead), others: JSON.stringify(others), most, looked })

/**
 * For each of these customers the ids of their tokens as one text, such as `12,57`. Customers with the same tokens have
 * the same text.
 */
export const tokenIdsOf = (store: Store, customerIds: readonly number[]): [number, string][] =>
  store.prepare<[string], [number, string]>(TOKEN_IDS).raw().all(JSON.stringify(customerIds))

/** The tokens with these ids, by id. */
export function readTokens(store: Store, tokenIds: Iterable<number>): Map<number, string> {
  return new Map(
    store
      .prepare<[string], [number, string]>(TOKENS)
      .raw()
      .all(JSON.stringify([...tokenIds])),
  )
}

/** The highest customer id: about the number of customers. */
export const countCustomers = (store: Store): number =>
  store.prepare<[], number | null>('SELECT max(id) FROM customer').pluck().get() ?? 0

const CUSTOMERS_OF_TOKENS = `
  SELECT DISTINCT b.customer_id FROM json_each(@words) CROSS JOIN name_posting b ON b.token_id = json_each.value
  LIMIT @limit`

/**
 * The plus sign stops SQLite from using the index for each of the other tokens. A customer has two or three tokens, so
 * it reads these instead.
 */
const CUSTOMERS_OF_BOTH = `
  SELECT DISTINCT bearer FROM (
    SELECT b.customer_id AS bearer FROM json_each(@words) CROSS JOIN name_posting b ON b.token_id = json_each.value
    LIMIT @looked)
  WHERE EXISTS (SELECT 1 FROM name_posting o WHERE o.customer_id = bearer
    AND +o.token_id IN (SELECT value FROM json_each(@others)))
  LIMIT @most`

const TOKEN_IDS = `
  SELECT value, (SELECT group_concat(token_id) FROM name_posting WHERE customer_id = value) AS words FROM json_each(?)
  WHERE words IS NOT NULL`

const TOKENS = 'SELECT w.id, w.token FROM json_each(?) CROSS JOIN name_token w ON w.id = json_each.value'
