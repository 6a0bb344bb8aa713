import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BrokenOff } from '../../../../src/main/engine/central/http/answer.ts'
import type { CentralClient } from '../../../../src/main/engine/central/http/client.ts'
import { wordsOfName } from '../../../../src/main/engine/domain/search/words.ts'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { rebuildDeletions } from '../../../../src/main/engine/store/copy/search/vocabulary.ts'
import { fillCopy } from '../../../../src/main/engine/sync/fill.ts'
import { done, failed } from '../../../../src/shared/result.ts'
import type { WireChange } from './feed-server.ts'
import { history } from './histories.ts'
import { expectedOf, heldBy } from './model.ts'
import { currentOf, makeFolder, openCopies, portsOf } from './rig.ts'

/** A run that fails can be had again by its seed. */
const seed = Date.now()

test(`a fill of whatever has happened, broken off anywhere, ends in the naive model, its vocabulary too (seed ${seed})`, async () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(history(40), cuts, async (drawn, cutAt) => {
      const changes = drawn.map((change, index) => ({ ...change, seq: index + 1 }))
      const folder = makeFolder()
      const copy = await filledFrom(changes, cutAt, folder.path)
      try {
        expect(heldBy(copy)).toEqual(expectedOf(changes))
        expect(bearersIn(copy)).toEqual(bearersExpected(copy))
        expect(copy.prepare(COUNTED).all()).toEqual(copy.prepare(TOLD).all())
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

/** The copy after a fill from these changes, broken off after so many lines each time, with the desk closed between. */
async function filledFrom(changes: readonly WireChange[], cutAt: readonly number[], folder: string): Promise<Copy> {
  for (const cut of [...cutAt, Number.POSITIVE_INFINITY]) {
    const copies = openCopies(folder)
    const ports = { ...portsOf(copies, 'http://127.0.0.1:9'), client: tell(changes, cut) }
    const filled = await fillCopy(ports, () => {}, new AbortController().signal)
    if (filled.ok) return currentOf(copies)
    expect(filled.failure).toMatchObject({ code: 'broken_off' })
    copies.close()
  }
  throw new Error('the last fill was not whole')
}

/** Answers with the changes as a snapshot's lines, every version of each, up to the cut. */
function tell(changes: readonly WireChange[], cut: number): Pick<CentralClient, 'getJson' | 'getLines'> {
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

const bearersIn = (copy: Copy): unknown[] => copy.prepare(BEARERS).raw().all().sort()

/** By scanning the records. */
function bearersExpected(copy: Copy): unknown[] {
  const names = copy.prepare('SELECT DISTINCT customer_id, given_name, surname FROM record').raw().all()
  const bearers = (names as [number, string, string][]).flatMap(([customerId, givenName, surname]) =>
    wordsOfName(`${givenName} ${surname}`).map((word) => `${word} ${customerId}`),
  )
  return [...new Set(bearers)]
    .map((bearer) => bearer.split(' '))
    .map(([word, id]) => [word, Number(id)])
    .sort()
}

const BEARERS = `
  SELECT w.token, b.customer_id FROM name_bearer b CROSS JOIN name_word w ON w.id = b.word_id`
const TOLD = 'SELECT id, bearers FROM name_word ORDER BY id'
const COUNTED = 'SELECT word_id AS id, count(*) AS bearers FROM name_bearer GROUP BY word_id ORDER BY word_id'
const DELETIONS = `
  SELECT d.deletion, w.token FROM name_deletion d JOIN name_word w ON w.id = d.word_id ORDER BY d.deletion, w.token`
