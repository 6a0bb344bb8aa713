import { deletionsOf } from '../../../domain/search/slips/deletions.ts'
import type { Store } from '../../sqlite/open.ts'
import { type Beginning, beginningWith } from './beginning.ts'

/** One token of the vocabulary. */
export interface NameToken {
  /** `name_token.id`. */
  readonly id: number
  readonly token: string
  /** How many customers have it. */
  readonly postings: number
}

type KnownToken = Pick<NameToken, 'id' | 'token'>

interface Bounds extends Beginning {
  readonly limit: number
}

/** Makes the customer findable under this token. */
export function addPosting(store: Store, customerId: number, token: string): void {
  const tokenId = findOrAddToken(store, token)
  const added = store
    .prepare('INSERT INTO name_posting (token_id, customer_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(tokenId, customerId)
  if (added.changes > 0) store.prepare('UPDATE name_token SET postings = postings + 1 WHERE id = ?').run(tokenId)
}

/** Removes a customer from a token. A token without customers is deleted together with its deletions. */
export function removePosting(store: Store, customerId: number, { id, token }: KnownToken): void {
  store.prepare('DELETE FROM name_posting WHERE token_id = ? AND customer_id = ?').run(id, customerId)
  store.prepare('UPDATE name_token SET postings = postings - 1 WHERE id = ?').run(id)
  const deleted = store.prepare('DELETE FROM name_token WHERE id = ? AND postings = 0').run(id)
  if (deleted.changes === 0) return
  for (const deletion of deletionsOf(token)) {
    store.prepare('DELETE FROM name_deletion WHERE deletion = ? AND token_id = ?').run(deletion, id)
  }
}

/** The tokens under which a search finds the customer. */
export const tokensOfCustomer = (store: Store, customerId: number): KnownToken[] =>
  store.prepare<[number], KnownToken>(TOKENS_OF_CUSTOMER).all(customerId)

/** Tokens that share a deletion with this text: all within the allowed slips, and some others. */
export const findAlike = (store: Store, text: string): NameToken[] =>
  store.prepare<[string], NameToken>(ALIKE).all(JSON.stringify(deletionsOf(text)))

/** Those of these tokens that at least one customer has. */
export const findTokens = (store: Store, tokens: readonly string[]): NameToken[] =>
  store.prepare<[string], NameToken>(EXACT).all(JSON.stringify(tokens))

/** Up to `limit` tokens that begin with this text, those of the most customers first. */
export const findBeginnings = (store: Store, beginning: string, limit: number): NameToken[] =>
  store.prepare<[Bounds], NameToken>(BEGINNINGS).all({ ...beginningWith(beginning), limit })

/** Rebuilds the index of deletions from the tokens. Runs in the caller's transaction. */
export function rebuildDeletions(store: Store): void {
  store.prepare('DELETE FROM name_deletion').run()
  const tokens = store.prepare<[], KnownToken>('SELECT id, token FROM name_token ORDER BY id').all()
  for (const { id, token } of tokens) addDeletions(store, id, token)
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

const TOKENS_OF_CUSTOMER = `
  SELECT w.id, w.token FROM name_posting b CROSS JOIN name_token w ON w.id = b.token_id WHERE b.customer_id = ?`

const ALIKE = `
  SELECT DISTINCT w.id, w.token, w.postings
  FROM json_each(?) CROSS JOIN name_deletion d ON d.deletion = json_each.value CROSS JOIN name_token w ON w.id = d.token_id`

const EXACT = `
  SELECT w.id, w.token, w.postings FROM json_each(?) CROSS JOIN name_token w ON w.token = json_each.value`

const BEGINNINGS = `
  SELECT id, token, postings FROM name_token WHERE token >= @from AND token < @to ORDER BY postings DESC LIMIT @limit`
