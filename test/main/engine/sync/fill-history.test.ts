import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BrokenOff } from '../../../../src/main/engine/central/http/answer.ts'
import type { CentralClient } from '../../../../src/main/engine/central/http/client.ts'
import { indexTokensOf } from '../../../../src/main/engine/domain/search/index-tokens.ts'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { rebuildDeletions } from '../../../../src/main/engine/store/copy/search/vocabulary.ts'
import { fillCopy } from '../../../../src/main/engine/sync/fill.ts'
import { done, failed } from '../../../../src/shared/result.ts'
import type { WireChange } from './feed-server.ts'
import { history } from './histories.ts'
import { expectedOf, heldBy } from './model.ts'
import { currentOf, makeFolder, openCopies, portsOf } from './rig.ts'

/** Printed in the title, so that a failed run can be repeated. */
const seed = Date.now()

test(`a fill of any history, interrupted at any line, ends in the naive model, its vocabulary included (seed ${seed})`, async () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(history(40), cuts, async (drawn, cutAt) => {
      const changes = drawn.map((change, index) => ({ ...change, seq: index + 1 }))
      const folder = makeFolder()
      const copy = await filledFrom(changes, cutAt, folder.path)
      try {
        expect(heldBy(copy)).toEqual(expectedOf(changes))
        expect(storedPostings(copy)).toEqual(expectedPostings(copy))
        expect(copy.prepare(COUNTED_POSTINGS).all()).toEqual(copy.prepare(STORED_COUNTS).all())
        const deletions = copy.prepare(DELETIONS).all()
        rebuildDeletions(copy)
        expect(copy.prepare(DELETIONS).all(), 'rebuilt').toEqual(deletions)
        expect(copy.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
        expect(copy.sqlite.pragma('foreign_key_check')).toEqual([])
      } finally {
        copy.close()
        folder.remove()
      }
    }),
    { numRuns: 40, seed },
  )
})

/** The copy after a fill that is interrupted after each of these numbers of lines, with the desk closed in between. */
async function filledFrom(changes: readonly WireChange[], cutAt: readonly number[], folder: string): Promise<Copy> {
  for (const cut of [...cutAt, Number.POSITIVE_INFINITY]) {
    const copies = openCopies(folder)
    const ports = { ...portsOf(copies, 'http://127.0.0.1:9'), client: serveSnapshot(changes, cut) }
    const filled = await fillCopy(ports, () => {}, new AbortController().signal)
    if (filled.ok) return currentOf(copies)
    expect(filled.failure).toMatchObject({ code: 'broken_off' })
    copies.close()
  }
  throw new Error('the last fill was not complete')
}

/** Serves every version of every change as the lines of a snapshot, up to the cut. */
function serveSnapshot(changes: readonly WireChange[], cut: number): Pick<CentralClient, 'getJson' | 'getLines'> {
  async function* linesAfter(after: number): AsyncGenerator<readonly string[]> {
    const lines = changes.filter(({ seq }) => seq > after).map((change) => JSON.stringify(change))
    yield [JSON.stringify({ epoch: 'e1', cursor: 'c', count: lines.length }), ...lines.slice(0, cut)]
    if (cut < lines.length) throw new BrokenOff({ kind: 'central_broken', code: 'broken_off' })
    const sha256 = createHash('sha256')
      .update(lines.map((line) => `${line}\n`).join(''))
      .digest('hex')
    yield [JSON.stringify({ end: true, count: lines.length, sha256 })]
  }
  return {
    getJson: async () => failed('central_unreachable', 'network'),
    getLines: async (path) => done(linesAfter(Number(/after=(\d+)$/.exec(path)?.[1] ?? 0))),
  }
}

const storedPostings = (copy: Copy): unknown[] => copy.prepare(POSTINGS).raw().all().sort()

/** The postings that the names of the bookings give, as pairs of token and customer id. */
function expectedPostings(copy: Copy): unknown[] {
  const names = copy.prepare('SELECT DISTINCT customer_id, given_name, surname FROM booking').raw().all()
  const postings = (names as [number, string, string][]).flatMap(([customerId, givenName, surname]) =>
    indexTokensOf(`${givenName} ${surname}`).map((token) => `${token} ${customerId}`),
  )
  return [...new Set(postings)]
    .map((posting) => posting.split(' '))
    .map(([token, id]) => [token, Number(id)])
    .sort()
}

const POSTINGS = `
  SELECT w.token, b.customer_id FROM name_posting b CROSS JOIN name_token w ON w.id = b.token_id`
const STORED_COUNTS = 'SELECT id, postings FROM name_token ORDER BY id'
const COUNTED_POSTINGS =
  'SELECT token_id AS id, count(*) AS postings FROM name_posting GROUP BY token_id ORDER BY token_id'
const DELETIONS = `
  SELECT d.deletion, w.token FROM name_deletion d JOIN name_token w ON w.id = d.token_id ORDER BY d.deletion, w.token`
