import type { Store } from '../../sqlite/open.ts'

/** Customers who bear one of these words, those of the first word first, up to a limit. Each once. */
export const findCustomersByToken = (store: Store, tokenIds: readonly number[], limit: number): number[] =>
  store
    .prepare<[{ words: string; limit: number }], number>(BEARERS)
    .pluck()
    .all({ words: JSON.stringify(tokenIds), limit })

/**
 * Customers who bear one of `lead`, which should be the rarer ones and the likeliest first, and one of `others`; each once.
 *
 * @param most How many; `looked` how many postings of `lead` are looked at: two names that half the world bears need no more.
 */
export const findCustomersByBothTokens = (
  store: Store,
  lead: readonly number[],
  others: readonly number[],
  { most, looked }: { most: number; looked: number },
): number[] =>
  store
    .prepare<[{ words: string; others: string; most: number; looked: number }], number>(BEARERS_OF_BOTH)
    .pluck()
    .all({ words: JSON.stringify(lead), others: JSON.stringify(others), most, looked })

/** Of each of these customers the ids of their words, as a list that is the same text for the same words: `12,57`. */
export const tokenIdsOf = (store: Store, customerIds: readonly number[]): [number, string][] =>
  store.prepare<[string], [number, string]>(WORD_IDS).raw().all(JSON.stringify(customerIds))

/** These words of the vocabulary, by id. */
export function readTokens(store: Store, tokenIds: Iterable<number>): Map<number, string> {
  return new Map(
    store
      .prepare<[string], [number, string]>(WORDS)
      .raw()
      .all(JSON.stringify([...tokenIds])),
  )
}

/** About how many customers there are: none is ever numbered above it. */
export const countCustomers = (store: Store): number =>
  store.prepare<[], number | null>('SELECT max(id) FROM customer').pluck().get() ?? 0

const BEARERS = `
  SELECT DISTINCT b.customer_id FROM json_each(@words) CROSS JOIN name_posting b ON b.token_id = json_each.value
  LIMIT @limit`

/** The plus keeps SQLite from probing each of the other words: a customer has two or three, which are read. */
const BEARERS_OF_BOTH = `
  SELECT DISTINCT bearer FROM (
    SELECT b.customer_id AS bearer FROM json_each(@words) CROSS JOIN name_posting b ON b.token_id = json_each.value
    LIMIT @looked)
  WHERE EXISTS (SELECT 1 FROM name_posting o WHERE o.customer_id = bearer
    AND +o.token_id IN (SELECT value FROM json_each(@others)))
  LIMIT @most`

const WORD_IDS = `
  SELECT value, (SELECT group_concat(token_id) FROM name_posting WHERE customer_id = value) AS words FROM json_each(?)
  WHERE words IS NOT NULL`

const WORDS = 'SELECT w.id, w.token FROM json_each(?) CROSS JOIN name_token w ON w.id = json_each.value'
