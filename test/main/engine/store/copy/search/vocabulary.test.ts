import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexTokensOf } from '../../../../../../src/main/engine/domain/search/index-tokens.ts'
import { deletionsOf, slipsBetween } from '../../../../../../src/main/engine/domain/search/slips/deletions.ts'
import type { Copy } from '../../../../../../src/main/engine/store/copy/copy.ts'
import { findAlike, rebuildDeletions } from '../../../../../../src/main/engine/store/copy/search/vocabulary.ts'
import { copyOf } from '../../../features/copy-of.ts'
import type { WireChange } from '../../../sync/feed-server.ts'
import { makeFolder } from '../../../sync/rig.ts'
import { booking, deletion } from '../../../sync/wire.ts'

/** Few letters, so that many words are similar to each other. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'ë'), minLength: 1, maxLength: 10 })
const step = fc.record({
  id: fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5', 'b6'),
  givenName: word,
  surname: word,
  mail: fc.constantFrom('x@example.org', 'y@example.org', 'z@example.org'),
  isGone: fc.boolean(),
})

/** What the index should hold: the tokens of the last version of every booking that is left. */
function tokensLeft(
  steps: readonly { id: string; givenName: string; surname: string; isGone: boolean }[],
): Set<string> {
  const last = new Map(steps.map((step) => [step.id, step]))
  const left = [...last.values()].filter(({ isGone }) => !isGone)
  return new Set(left.flatMap(({ givenName, surname }) => indexTokensOf(`${givenName} ${surname}`)))
}

test('after any order of changes the index finds the same tokens as a comparison with every token', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 24 }), fc.array(word, { minLength: 1, maxLength: 8 }), (steps, typed) => {
      const changes = steps.map(
        ({ id, isGone, mail, ...name }, at): WireChange =>
          isGone ? deletion('booking', id, at + 1) : booking(id, { version: at + 1, email: mail, ...name }),
      )
      withCopyOf(changes, (copy) => {
        const tokens = tokensLeft(steps)
        const held = copy.prepare('SELECT token FROM name_token ORDER BY token').pluck().all()
        expect(new Set(held)).toEqual(tokens)
        expect(copy.prepare(STORED_POSTINGS).all()).toEqual(copy.prepare(COUNTED_POSTINGS).all())
        const find = (text: string) => similarTokens(copy, text)
        for (const text of typed) {
          const naive = [...tokens].filter((one) => slipsBetween(text, one) !== null).sort()
          expect(find(text), text).toEqual(naive)
        }
        const before = copy.prepare(DELETIONS).all()
        rebuildDeletions(copy)
        expect(copy.prepare(DELETIONS).all(), 'rebuilt').toEqual(before)
      })
    }),
    { numRuns: 60, verbose: 1 },
  )
})

test('two words within the allowed slips share a deletion', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      if (slipsBetween(a, b) === null) return
      const of = new Set(deletionsOf(a))
      expect(deletionsOf(b).some((one) => of.has(one))).toBe(true)
    }),
    { numRuns: 20_000 },
  )
})

test.each([
  ['smith', 'smiht', 1],
  ['smith', 'smyth', 1],
  ['jones', 'jnoess', 2],
  ['lee', 'lea', 1],
  ['li', 'lu', null],
  ['anna', 'enno', null],
])('%s and %s differ by %s slips', (a, b, slips) => {
  expect(slipsBetween(a, b)).toBe(slips)
})

const similarTokens = (copy: Copy, text: string): string[] =>
  findAlike(copy, text)
    .map(({ token }) => token)
    .filter((token) => slipsBetween(text, token) !== null)
    .sort()

const STORED_POSTINGS = 'SELECT id, postings FROM name_token ORDER BY id'
const COUNTED_POSTINGS =
  'SELECT token_id AS id, count(*) AS postings FROM name_posting GROUP BY token_id ORDER BY token_id'
const DELETIONS = `
  SELECT d.deletion, w.token FROM name_deletion d JOIN name_token w ON w.id = d.token_id ORDER BY d.deletion, w.token`

function withCopyOf(changes: readonly WireChange[], use: (copy: Copy) => void): void {
  const folder = makeFolder()
  const { copies, copy } = copyOf(folder.path, changes)
  try {
    use(copy)
  } finally {
    copies.close()
    folder.remove()
  }
}
