import type { Store } from './open.ts'

/** Customers who bear one of these words, those of the first word first, up to a limit. Each once. */
export const findBearers = (store: Store, wordIds: readonly number[], limit: number): number[] =>
  store
    .prepare(BEARERS)
    .pluck()
    .all({ words: JSON.stringify(wordIds), limit }) as number[]

/** Customers who bear one of `lead`, which should be the rarer ones, and one of `others`; up to a limit. Each once. */
export const findBearersOfBoth = (
  store: Store,
  lead: readonly number[],
  others: readonly number[],
  limit: number,
): number[] =>
  store
    .prepare(BEARERS_OF_BOTH)
    .pluck()
    .all({ words: JSON.stringify(lead), others: JSON.stringify(others), limit }) as number[]

/** The words of each of these customers. */
export function wordsOfCustomers(store: Store, customerIds: readonly number[]): Map<number, string[]> {
  const rows = store.prepare(WORDS).raw().all(JSON.stringify(customerIds)) as [number, string][]
  const words = new Map<number, string[]>()
  for (const [customerId, token] of rows) {
    const own = words.get(customerId)
    if (own === undefined) words.set(customerId, [token])
    else own.push(token)
  }
  return words
}

/** About how many customers there are: none is ever numbered above it. */
export const countCustomers = (store: Store): number =>
  (store.prepare('SELECT max(id) FROM customer').pluck().get() as number | null) ?? 0

const BEARERS = `
  SELECT DISTINCT b.customer_id FROM json_each(@words) CROSS JOIN name_bearer b ON b.word_id = json_each.value
  LIMIT @limit`

/** The plus keeps SQLite from probing each of the other words: a customer has two or three, which are read. */
const BEARERS_OF_BOTH = `
  SELECT DISTINCT b.customer_id FROM json_each(@words) CROSS JOIN name_bearer b ON b.word_id = json_each.value
  WHERE EXISTS (SELECT 1 FROM name_bearer o WHERE o.customer_id = b.customer_id
    AND +o.word_id IN (SELECT value FROM json_each(@others)))
  LIMIT @limit`

const WORDS = `
  SELECT b.customer_id, w.token FROM json_each(?) CROSS JOIN name_bearer b ON b.customer_id = json_each.value
    CROSS JOIN name_word w ON w.id = b.word_id`
