import { deletionsOf } from '../../../domain/search/slips/deletions.ts'
import type { Store } from '../../sqlite/open.ts'

/** A word of the vocabulary. */
export interface NameToken {
  /** `name_token.id`. */
  readonly id: number
  readonly token: string
  /** How many customers bear it. */
  readonly postings: number
}

type KnownToken = Pick<NameToken, 'id' | 'token'>

/** Bounds of the tokens with one beginning: `from` is within, `to` is not. */
interface Beginning {
  readonly from: string
  readonly to: string
  readonly limit: number
}

/** From now on this customer is found under this word. */
export function addPosting(store: Store, customerId: number, token: string): void {
  const tokenId = findOrAddToken(store, token)
  const added = store
    .prepare('INSERT INTO name_posting (token_id, customer_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(tokenId, customerId)
  if (added.changes > 0) store.prepare('UPDATE name_token SET postings = postings + 1 WHERE id = ?').run(tokenId)
}

/** From now on this customer is not found under this word; a word that nobody bears goes, and its deletions with it. */
export function removePosting(store: Store, customerId: number, { id, token }: KnownToken): void {
  store.prepare('DELETE FROM name_posting WHERE token_id = ? AND customer_id = ?').run(id, customerId)
  store.prepare('UPDATE name_token SET postings = postings - 1 WHERE id = ?').run(id)
  const gone = store.prepare('DELETE FROM name_token WHERE id = ? AND postings = 0').run(id)
  if (gone.changes === 0) return
  for (const deletion of deletionsOf(token)) {
    store.prepare('DELETE FROM name_deletion WHERE deletion = ? AND token_id = ?').run(deletion, id)
  }
}

/** The words under which a customer is found. */
export const tokensOfCustomer = (store: Store, customerId: number): KnownToken[] =>
  store.prepare<[number], KnownToken>(WORDS_OF_CUSTOMER).all(customerId)

/** Words that share a deletion with this text: all within the allowed slips, and some that are not. */
export const findAlike = (store: Store, text: string): NameToken[] =>
  store.prepare<[string], NameToken>(ALIKE).all(JSON.stringify(deletionsOf(text)))

/** These words, as far as somebody bears them. */
export const findTokens = (store: Store, tokens: readonly string[]): NameToken[] =>
  store.prepare<[string], NameToken>(EXACT).all(JSON.stringify(tokens))

/** Words that begin so, the best known first, up to a limit. */
export const findBeginnings = (store: Store, beginning: string, limit: number): NameToken[] =>
  store.prepare<[Beginning], NameToken>(BEGINNINGS).all({ from: beginning, to: beginning + LAST, limit })

/** Makes the index of deletions anew from the words, in the caller's transaction. */
export function rebuildDeletions(store: Store): void {
  store.prepare('DELETE FROM name_deletion').run()
  const words = store.prepare<[], KnownToken>('SELECT id, token FROM name_token ORDER BY id').all()
  for (const { id, token } of words) addDeletions(store, id, token)
}

function findOrAddToken(store: Store, token: string): number {
  const known = store.prepare<[string], number>('SELECT id FROM name_token WHERE token = ?').pluck().get(token)
  if (known !== undefined) return known
  const added = store.prepare('INSERT INTO name_token (token, postings) VALUES (?, 0)').run(token)
  const id = Number(added.lastInsertRowid)
  addDeletions(store, id, token)
  return id
}

function addDeletions(store: Store, tokenId: number, token: string): void {
  store.prepare(ADD_DELETIONS).run(tokenId, JSON.stringify(deletionsOf(token)))
}

const ADD_DELETIONS = `
  INSERT INTO name_deletion (deletion, token_id) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`

/** Sorts after everything that begins alike. */
const LAST = '\u{10ffff}'

const WORDS_OF_CUSTOMER = `
  SELECT w.id, w.token FROM name_posting b CROSS JOIN name_token w ON w.id = b.token_id WHERE b.customer_id = ?`

const ALIKE = `
  SELECT DISTINCT w.id, w.token, w.postings
  FROM json_each(?) CROSS JOIN name_deletion d ON d.deletion = json_each.value CROSS JOIN name_token w ON w.id = d.token_id`

const EXACT = `
  SELECT w.id, w.token, w.postings FROM json_each(?) CROSS JOIN name_token w ON w.token = json_each.value`

const BEGINNINGS = `
  SELECT id, token, postings FROM name_token WHERE token >= @from AND token < @to ORDER BY postings DESC LIMIT @limit`
