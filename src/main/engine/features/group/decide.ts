import { Buffer } from 'node:buffer'
import type { GroupDecision, Person, Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { readNamedCharges } from '../../store/copy/decisions.ts'
import { findRuling, isNotTaken, markSeen } from '../../store/desk/not-taken.ts'
import { insertRuling, type RulingRow, rulingSteps } from '../../store/desk/rulings.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { notSaved, type WritingPorts } from '../person/writing.ts'
import { readSaid, standingOf, viewRuling } from './decisions.ts'

/** A person's word on charges. `withdrawn` takes back what was said before. */
export interface Word {
  readonly chargeIds: readonly string[]
  readonly verdict: RulingRow['verdict']
  readonly note: string
}

/** What a desk does with a person's word on charges. */
export interface GroupDecisionVerbs {
  /**
   * Queues a decision: durable when this returns. Anybody signed in may decide. Said twice, it is the first while that is on its way; said
   * otherwise, it takes the place of one that has never been tried. Fails with `signed_out`, `bad_argument` (no two charges),
   * `not_found`, `changed_meanwhile` (nothing to withdraw), `already_waiting` (one that was tried is on its way), `disk_full`,
   * `not_saved`.
   */
  readonly decide: (word: Word) => Result<GroupDecision>
  /**
   * Its person has read that a decision was not taken. Fails with `signed_out`, `not_found`, `not_allowed` (somebody else's),
   * `changed_meanwhile` (it was taken, or is on its way), `disk_full`, `not_saved`.
   */
  readonly acknowledge: (argument: { key: string }) => Result<GroupDecision>
}

/** Builds the verbs over the desk, the copy of this moment and the session. */
export function createGroupDecisionVerbs(ports: WritingPorts): GroupDecisionVerbs {
  const { desk, session, clock, newKey, onQueued } = ports
  return {
    decide: (wish) => {
      const user = session.user()
      if (user === null) return failed('signed_out')
      const copy = ports.copy()
      if (copy === null) return failed('not_found')
      const word = { ...wish, chargeIds: [...new Set(wish.chargeIds)].sort() }
      const judged = judge(desk, copy, word)
      if (!judged.ok) return judged
      const { repeated, replaced, notTaken, supersedes, entityHash } = judged.value
      if (repeated !== null) return done(viewRuling(repeated))
      const promised = { ...word, ...signed(user), supersedes, body: bodyOf(word, entityHash, supersedes) }
      const written = desk.write('decide', () => {
        const now = clock()
        for (const row of replaced) {
          rulingSteps.takeBack(desk, row, 'superseded', { at: now, who: user, why: 'decided_again' })
        }
        // Who decides again has seen what became of the last time.
        for (const row of notTaken) if (row.personId === user.id) markSeen(desk, row, { at: now, who: user })
        return insertRuling(desk, { ...promised, key: newKey(), decidedAt: now })
      })
      if (!written.ok) return notSaved(written.failure)
      onQueued()
      return done(viewRuling(written.value))
    },
    acknowledge: ({ key }) => {
      const user = session.user()
      if (user === null) return failed('signed_out')
      const row = findRuling(desk, key)
      if (row === undefined) return failed('not_found')
      if (row.personId !== user.id) return failed('not_allowed')
      if (!isNotTaken(row)) return failed('changed_meanwhile')
      const written = desk.write('person', () => markSeen(desk, row, { at: clock(), who: user }))
      if (!written.ok) return notSaved(written.failure)
      onQueued()
      return done(viewRuling(row))
    },
  }
}

/** What a word comes to on what both files know. */
interface Judged {
  /** The same word, on its way already. */
  readonly repeated: RulingRow | null
  /** What has never been tried and gives way to it. */
  readonly replaced: readonly RulingRow[]
  /** What was not taken of what was said before. */
  readonly notTaken: readonly RulingRow[]
  /** The id of the decision that stands at the central service, as far as this desk knows. */
  readonly supersedes: string | null
  /** Of the entity that all these charges were taken for, where it is one. */
  readonly entityHash: Buffer | null
}

function judge(desk: Store, copy: Store, word: Word): Result<Judged> {
  const { chargeIds, verdict, note } = word
  if (chargeIds.length < 2) return failed('bad_argument')
  const { charges, entityHash } = readNamedCharges(copy, chargeIds)
  if (charges < chargeIds.length) return failed('not_found')
  const said = readSaid(desk, copy, chargeIds)
  const onTheirWay = said.rulings.filter(({ endedAt }) => endedAt === null)
  const standing = standingOf(said)
  const supersedes = standing?.id ?? null
  const repeated = onTheirWay.find(
    (row) => row.verdict === verdict && row.note === note && row.chargeIds.join() === chargeIds.join(),
  )
  const before = { supersedes, entityHash, notTaken: said.rulings.filter(isNotTaken) }
  if (repeated !== undefined) return done({ ...before, repeated, replaced: [] })
  if (onTheirWay.some(({ state }) => state !== 'queued')) return failed('already_waiting')
  const hasWord = [standing, ...onTheirWay].some((one) => one !== null && one.verdict !== 'withdrawn')
  if (verdict === 'withdrawn' && !hasWord) return failed('changed_meanwhile', 'nothing_stands')
  return done({ ...before, repeated: null, replaced: onTheirWay })
}

/** What is sent, byte for byte. */
function bodyOf({ chargeIds, verdict, note }: Word, entityHash: Buffer | null, supersedes: string | null): Buffer {
  const hash = entityHash?.toString('base64') ?? null
  return Buffer.from(JSON.stringify({ entity_hash: hash, charge_ids: chargeIds, verdict, note, supersedes }))
}

const signed = ({ id, name }: Person) => ({ personId: id, personName: name })
