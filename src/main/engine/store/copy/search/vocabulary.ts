import { deletionsOf } from '../../../domain/search/slips/deletions.ts'
import type { Store } from '../../sqlite/open.ts'

/** A word of the vocabulary. */
export interface NameWord {
  /** `name_word.id`. */
  readonly id: number
  readonly token: string
  /** How many customers bear it. */
  readonly bearers: number
}

/** From now on this customer is found under this word. */
export function addBearer(store: Store, customerId: number, token: string): void {
  const wordId = findOrAddWord(store, token)
  const added = store
    .prepare('INSERT INTO name_bearer (word_id, customer_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(wordId, customerId)
  if (added.changes > 0) store.prepare('UPDATE name_word SET bearers = bearers + 1 WHERE id = ?').run(wordId)
}

/** From now on this customer is not found under this word; a word that nobody bears goes, and its deletions with it. */
export function removeBearer(store: Store, customerId: number, { id, token }: { id: number; token: string }): void {
  store.prepare('DELETE FROM name_bearer WHERE word_id = ? AND customer_id = ?').run(id, customerId)
  store.prepare('UPDATE name_word SET bearers = bearers - 1 WHERE id = ?').run(id)
  const gone = store.prepare('DELETE FROM name_word WHERE id = ? AND bearers = 0').run(id)
  if (gone.changes === 0) return
  for (const deletion of deletionsOf(token)) {
    store.prepare('DELETE FROM name_deletion WHERE deletion = ? AND word_id = ?').run(deletion, id)
  }
}

/** The words under which a customer is found. */
export const wordsOfCustomer = (store: Store, customerId: number): { id: number; token: string }[] =>
  store.prepare(WORDS_OF_CUSTOMER).all(customerId) as { id: number; token: string }[]

/** Words that share a deletion with this text: all within the allowed slips, and some that are not. */
export const findAlike = (store: Store, text: string): NameWord[] =>
  store.prepare(ALIKE).all(JSON.stringify(deletionsOf(text))) as NameWord[]

/** These words, as far as somebody bears them. */
export const findWords = (store: Store, tokens: readonly string[]): NameWord[] =>
  store.prepare(EXACT).all(JSON.stringify(tokens)) as NameWord[]

/** Words that begin so, the best known first, up to a limit. */
export const findBeginnings = (store: Store, beginning: string, limit: number): NameWord[] =>
  store.prepare(BEGINNINGS).all({ from: beginning, to: beginning + LAST, limit }) as NameWord[]

/** Makes the index of deletions anew from the words, in the caller's transaction. */
export function rebuildDeletions(store: Store): void {
  store.prepare('DELETE FROM name_deletion').run()
  const words = store.prepare('SELECT id, token FROM name_word ORDER BY id').all() as { id: number; token: string }[]
  for (const { id, token } of words) addDeletions(store, id, token)
}

function findOrAddWord(store: Store, token: string): number {
  const known = store.prepare('SELECT id FROM name_word WHERE token = ?').pluck().get(token)
  if (known !== undefined) return known as number
  const added = store.prepare('INSERT INTO name_word (token, bearers) VALUES (?, 0)').run(token)
  const id = added.lastInsertRowid as number
  addDeletions(store, id, token)
  return id
}

function addDeletions(store: Store, wordId: number, token: string): void {
  store.prepare(ADD_DELETIONS).run(wordId, JSON.stringify(deletionsOf(token)))
}

const ADD_DELETIONS = `
  INSERT INTO name_deletion (deletion, word_id) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`

/** Sorts after everything that begins alike. */
const LAST = '\u{10ffff}'

const WORDS_OF_CUSTOMER = `
  SELECT w.id, w.token FROM name_bearer b CROSS JOIN name_word w ON w.id = b.word_id WHERE b.customer_id = ?`

const ALIKE = `
  SELECT DISTINCT w.id, w.token, w.bearers
  FROM json_each(?) CROSS JOIN name_deletion d ON d.deletion = json_each.value CROSS JOIN name_word w ON w.id = d.word_id`

const EXACT = `
  SELECT w.id, w.token, w.bearers FROM json_each(?) CROSS JOIN name_word w ON w.token = json_each.value`

const BEGINNINGS = `
  SELECT id, token, bearers FROM name_word WHERE token >= @from AND token < @to ORDER BY bearers DESC LIMIT @limit`
