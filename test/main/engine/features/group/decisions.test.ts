import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseChange } from '../../../../../src/main/engine/central/changes/change.ts'
import { listDecisionsOn, ownDecisionsOnTheirWay } from '../../../../../src/main/engine/features/group/decisions.ts'
import { watchAudit } from '../../../../../src/main/engine/features/health/audit-chain.ts'
import { countQueue, listQueue } from '../../../../../src/main/engine/features/queue/queue.ts'
import { startBatch } from '../../../../../src/main/engine/store/copy/copy.ts'
import { upsertDecision } from '../../../../../src/main/engine/store/copy/decisions.ts'
import { listAudit } from '../../../../../src/main/engine/store/desk/audit.ts'
import type { GroupDecision, Result } from '../../../../../src/shared/model/index.ts'
import { anAccount } from '../../../../central/session/people.ts'
import { type Central, startCentral } from '../../../../central/start.ts'
import { addCharge } from '../../copy-rows.ts'
import { expectOk, kindOf, leaveDesk, openSignedIn, reopenDesk, type WorkingDesk } from '../../working-desk.ts'

const people = ['ana', 'ben'].map((username) => anAccount(username))

let central: Central
let ana: WorkingDesk
let ben: WorkingDesk
/** Charges of their own for every test: a decision at the central service is for ever. */
let pair: readonly [string, string]
let third: string
let serial = 0
const desks: WorkingDesk[] = []

beforeAll(async () => {
  central = await startCentral({ people })
})
afterAll(() => central.close())

beforeEach(async () => {
  serial += 1
  pair = [`a-${serial}`, `b-${serial}`]
  third = `c-${serial}`
  ana = await openFor('ana')
  ben = await openFor('ben')
})

afterEach(async () => {
  central.faults.clear()
  for (const desk of desks.splice(0)) await leaveDesk(desk)
})

/** A desk whose copy holds the pair; nothing is sent before `outbox.start`. */
async function openFor(username: string): Promise<WorkingDesk> {
  const at = await openSignedIn({ url: central.url, username, password: 'once-demo', chargeIds: pair })
  desks.push(at)
  return at
}

/** The same desk after a restart. */
async function reopened(at: WorkingDesk): Promise<WorkingDesk> {
  const again = await reopenDesk(at)
  desks.splice(desks.indexOf(at), 1, again)
  return again
}

const decide = (
  at: WorkingDesk,
  verdict: 'duplicate' | 'not_duplicate' | 'withdrawn',
  chargeIds: readonly string[] = pair,
  note = 'brothers',
): Result<GroupDecision> => at.groupDecisions.decide({ chargeIds, verdict, note })

const decisions = (at: WorkingDesk, chargeIds: readonly string[] = pair) => listDecisionsOn(at.desk, at.copy, chargeIds)
const words = (at: WorkingDesk, chargeIds?: readonly string[]) =>
  decisions(at, chargeIds).map(({ verdict, state, by }) => `${by.name}: ${verdict}, ${state}`)

/** Sends until this decision has come to rest. */
async function sent(at: WorkingDesk, { key }: GroupDecision): Promise<GroupDecision> {
  const find = () => decisions(at).find((one) => one.key === key) ?? expect.fail()
  at.outbox.start()
  await at.time.flowUntil(() => !['queued', 'sending', 'unknown'].includes(find().state))
  return find()
}

interface Told {
  readonly kind: string
  readonly id: string
  readonly data: { readonly charge_ids: readonly string[]; readonly supersedes: string | null }
}

/** Every decision that the central service has taken on these charges, oldest first, as its feed tells them. */
async function takenThere(): Promise<readonly Told[]> {
  const limits = { deadlineMs: 60_000, maxBytes: 10_000_000 }
  const { body } = expectOk(await ana.client.getJson('/v1/changes?limit=1000&wait=0', limits))
  const { items } = body as { readonly items: readonly Told[] }
  return items.filter(({ kind, data }) => kind === 'decision' && data.charge_ids.includes(pair[0]))
}

/** The feed catches up. */
async function feed(at: WorkingDesk): Promise<void> {
  const batch = startBatch(at.copy, 'after_fill')
  for (const item of await takenThere()) {
    const parsed = parseChange(item)
    if (!('change' in parsed) || parsed.change.kind !== 'decision' || parsed.change.op === 'delete') expect.fail()
    else upsertDecision(at.copy, batch, parsed.change)
  }
}

describe('a decision', () => {
  test('made offline survives a restart and is sent once', async () => {
    const made = expectOk(decide(ana, 'not_duplicate'))
    expect(made).toMatchObject({ id: null, state: 'queued', by: { name: 'ana' }, chargeIds: [...pair].sort() })
    ana = await reopened(ana)
    expect(decisions(ana)).toEqual([made])
    expect(countQueue(ana.view).queued).toBe(1)
    const stands = await sent(ana, made)
    expect(stands.state).toBe('standing')
    expect(countQueue(ana.view).queued).toBe(0)
    expect(await takenThere()).toMatchObject([
      {
        id: stands.id,
        data: {
          // All charges of a working desk are of one Booking, whose hash is zero bytes.
          entity_hash: Buffer.alloc(32).toString('base64'),
          charge_ids: [...pair].sort(),
          verdict: 'not_duplicate',
          note: 'brothers',
          supersedes: null,
          decided_by: { id: 'u_ana' },
        },
      },
    ])
  })

  test.each([
    ['its reply is lost twice', () => central.faults.next('POST /v1/decisions', { dropReply: true }, 2)],
    ['its reply breaks off', () => central.faults.next('POST /v1/decisions', { truncateAfterBytes: 30 })],
    ['the service is busy', () => central.faults.next('POST /v1/decisions', { status: 503 }, 2)],
  ])('%s: the same key and bytes again, and it stands once', async (_what, arrange) => {
    arrange()
    const { key } = await sent(ana, expectOk(decide(ana, 'duplicate')))
    expect(await takenThere()).toHaveLength(1)
    const steps = listAudit(ana.desk, 'group', key ?? '').map(({ fromState, toState }) => `${fromState}>${toState}`)
    expect(steps).toContain('unknown>sending')
    expect(steps.at(-1)).toBe('sending>standing')
  })

  test('cut off by the end of the process goes on with its key', async () => {
    const made = expectOk(decide(ana, 'duplicate'))
    ana.desk.sqlite.exec("UPDATE ruling SET state = 'sending'")
    ana = await reopened(ana)
    expect(await sent(ana, made)).toMatchObject({ state: 'standing' })
    expect(listAudit(ana.desk, 'group', made.key ?? '').map(({ why }) => why)).toContain('restart')
  })

  test('goes with its owner’s token only', async () => {
    const made = expectOk(decide(ana, 'duplicate'))
    await ana.session.signOut()
    expectOk(await ana.session.signIn('ben', 'once-demo'))
    ana.outbox.start()
    await ana.time.flowUntil(ana.outbox.isOnline)
    const marker = expectOk(decide(ben, 'not_duplicate', pair, 'mine'))
    await sent(ben, marker)
    expect(decisions(ana)).toMatchObject([{ key: made.key, state: 'queued' }])
    await ana.session.signOut()
    expectOk(await ana.session.signIn('ana', 'once-demo'))
    expect(await sent(ana, made)).toMatchObject({ state: 'overtaken' })
  })

  test('is on the screen once, before and after the feed brings it', async () => {
    const { key, id } = await sent(ana, expectOk(decide(ana, 'duplicate')))
    expect(decisions(ana)).toMatchObject([{ id, key, state: 'standing' }])
    await feed(ana)
    expect(decisions(ana)).toMatchObject([{ id, key, state: 'standing' }])
  })

  test('counts here at once, until the copy knows it', async () => {
    const own = () => ownDecisionsOnTheirWay(ana.desk, ana.copy, pair).map(({ id, verdict }) => [id, verdict])
    const made = expectOk(decide(ana, 'not_duplicate'))
    expect(own()).toEqual([[made.key, 'not_duplicate']])
    const { id } = await sent(ana, made)
    expect(own()).toEqual([[id, 'not_duplicate']])
    await feed(ana)
    expect(own()).toEqual([])
  })

  test('binds pairs: it is kept when a charge joins, and says nothing of that charge', async () => {
    await sent(ana, expectOk(decide(ana, 'not_duplicate')))
    await feed(ana)
    addCharge(ana.copy, third)
    expect(words(ana, [...pair, third])).toEqual(['ana: not_duplicate, standing'])
    expect(words(ana, [pair[0], third])).toEqual([])
  })
})

describe('two who decide differently', () => {
  test('one stands, the other is overtaken and sees it at once', async () => {
    await sent(ana, expectOk(decide(ana, 'not_duplicate')))
    const late = await sent(ben, expectOk(decide(ben, 'duplicate')))
    expect(late).toMatchObject({ state: 'overtaken', problemCode: 'superseded', id: null })
    expect(words(ben).sort()).toEqual(['ana: not_duplicate, standing', 'ben: duplicate, overtaken'])
    expect(ownDecisionsOnTheirWay(ben.desk, ben.copy, pair)).toMatchObject([{ verdict: 'not_duplicate' }])
    await feed(ben)
    expect(words(ben).sort()).toEqual(['ana: not_duplicate, standing', 'ben: duplicate, overtaken'])
    expect(await takenThere()).toHaveLength(1)
  })

  test('who was overtaken may decide again, with theirs in view', async () => {
    await sent(ana, expectOk(decide(ana, 'not_duplicate')))
    await sent(ben, expectOk(decide(ben, 'duplicate')))
    const again = await sent(ben, expectOk(decide(ben, 'duplicate', pair, 'one passenger, asked the airline')))
    expect(again.state).toBe('standing')
    await feed(ana)
    expect(words(ana)).toEqual(['ben: duplicate, standing', 'ana: not_duplicate, superseded'])
  })
})

describe('deciding again', () => {
  test('withdrawn, and decided anew: each takes the place of the one before, also before the feed has told it', async () => {
    for (const verdict of ['not_duplicate', 'withdrawn', 'duplicate'] as const) {
      expect((await sent(ana, expectOk(decide(ana, verdict)))).state).toBe('standing')
      ana.time.advance(1_000)
    }
    const there = await takenThere()
    expect(there.map(({ data }) => data.supersedes)).toEqual([null, there[0]?.id, there[1]?.id])
    const expected = ['ana: duplicate, standing', 'ana: withdrawn, superseded', 'ana: not_duplicate, superseded']
    expect(words(ana)).toEqual(expected)
    await feed(ben)
    expect(words(ben)).toEqual(expected)
  })

  test('what never left gives way, and one alone is sent', async () => {
    const first = expectOk(decide(ana, 'not_duplicate'))
    expect(expectOk(decide(ana, 'not_duplicate')).key).toBe(first.key)
    addCharge(ana.copy, third)
    const second = expectOk(decide(ana, 'duplicate', [...pair, third]))
    expect(words(ana)).toEqual(['ana: duplicate, queued', 'ana: not_duplicate, superseded'])
    await sent(ana, second)
    expect(await takenThere()).toMatchObject([{ data: { verdict: 'duplicate' } }])
  })

  test('what was tried does not: its outcome is waited for', async () => {
    central.faults.next('POST /v1/decisions', { dropReply: true }, 100)
    const first = expectOk(decide(ana, 'not_duplicate'))
    ana.outbox.start()
    await ana.time.flowUntil(() => decisions(ana)[0]?.state === 'unknown')
    expect(kindOf(decide(ana, 'duplicate'))).toBe('already_waiting')
    expect(expectOk(decide(ana, 'not_duplicate')).key).toBe(first.key)
    central.faults.clear()
    await sent(ana, first)
  })

  test('nothing to withdraw, charges that are not there, no pair, nobody signed in', async () => {
    expect(decide(ana, 'withdrawn')).toMatchObject({ failure: { kind: 'changed_meanwhile', code: 'nothing_stands' } })
    expect(kindOf(decide(ana, 'duplicate', [pair[0], 'nowhere']))).toBe('not_found')
    expect(kindOf(decide(ana, 'duplicate', [pair[0], pair[0]]))).toBe('bad_argument')
    await ana.session.signOut()
    expect(kindOf(decide(ana, 'duplicate'))).toBe('signed_out')
    expect(words(ana)).toEqual([])
  })

  test('one that the central service has lost with its history does not stand in the way for ever', async () => {
    const lost = expectOk(decide(ana, 'not_duplicate'))
    ana.desk.sqlite.exec(
      "DELETE FROM outbox; UPDATE ruling SET state = 'standing', central_id = 'dc-lost', ended_at = 5",
    )
    expect(decisions(ana)).toMatchObject([{ key: lost.key, id: 'dc-lost', state: 'standing' }])
    expect((await sent(ana, expectOk(decide(ana, 'duplicate')))).state).toBe('overtaken')
    expect((await sent(ana, expectOk(decide(ana, 'duplicate')))).state).toBe('standing')
  })

  test('what the central service refuses stays in view, and may be decided again', async () => {
    central.faults.next('POST /v1/decisions', {
      status: 403,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"code":"forbidden"}',
    })
    const refused = await sent(ana, expectOk(decide(ana, 'duplicate')))
    expect(refused).toMatchObject({ state: 'refused', problemCode: 'forbidden' })
    await sent(ana, expectOk(decide(ana, 'duplicate')))
    expect(words(ana).sort()).toEqual(['ana: duplicate, refused', 'ana: duplicate, standing'])
  })
})

describe('a decision that was not taken', () => {
  const FORBIDDEN = {
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
    body: '{"code":"forbidden"}',
  }
  const day = { dayStart: 0, dayEnd: Number.MAX_SAFE_INTEGER }
  const notTaken = (at: WorkingDesk) => expectOk(listQueue(at.view, day)).notTaken
  const needsYou = (at: WorkingDesk) => countQueue(at.view).needsYou
  const seen = (at: WorkingDesk, { key }: GroupDecision) => at.groupDecisions.acknowledge({ key: key ?? '' })

  async function refused(): Promise<GroupDecision> {
    central.faults.next('POST /v1/decisions', FORBIDDEN)
    return sent(ana, expectOk(decide(ana, 'duplicate')))
  }

  test('is where its earliest charge is', async () => {
    ana.copy.sqlite.exec(`UPDATE charge SET authorised_at = 0 WHERE id = '${pair[1]}'`)
    await refused()
    expect(notTaken(ana)).toMatchObject([{ place: { chargeId: pair[1] } }])
  })

  test('refused: it needs its person, says where its charges are, and leaves when they have seen it', async () => {
    const made = await refused()
    expect(needsYou(ana)).toBe(1)
    expect(notTaken(ana)).toMatchObject([
      {
        key: made.key,
        state: 'refused',
        problemCode: 'forbidden',
        overtakenBy: null,
        place: {
          recordId: `record-of-${pair[0]}`,
          chargeId: pair[0],
          recordReference: 'K3J9QX',
          travellerName: 'Davey Jones',
          flightNumber: 'EI164',
        },
      },
    ])
    ana = await reopened(ana)
    expect(needsYou(ana)).toBe(1)
    expect(expectOk(seen(ana, made))).toMatchObject({ key: made.key, state: 'refused' })
    expect(expectOk(seen(ana, made)).key).toBe(made.key)
    expect([needsYou(ana), notTaken(ana)]).toEqual([0, []])
    expect(words(ana)).toEqual(['ana: duplicate, refused'])
    const steps = listAudit(ana.desk, 'group', made.key ?? '').map(({ personName, why }) => [personName, why])
    expect(steps.slice(-2)).toEqual([
      [null, 'forbidden'],
      ['ana', 'seen'],
    ])
  })

  test('overtaken by another word: it needs its person, who sees by whom', async () => {
    await sent(ana, expectOk(decide(ana, 'not_duplicate')))
    const late = await sent(ben, expectOk(decide(ben, 'duplicate')))
    expect(needsYou(ben)).toBe(1)
    expect(notTaken(ben)).toMatchObject([{ key: late.key, state: 'overtaken', overtakenBy: { name: 'ana' } }])
    expect(needsYou(ana)).toBe(0)
  })

  test('overtaken by the same word on all of these charges: there is nothing to do', async () => {
    addCharge(ana.copy, third)
    addCharge(ben.copy, third)
    await sent(ana, expectOk(decide(ana, 'duplicate')))
    expect((await sent(ben, expectOk(decide(ben, 'duplicate')))).state).toBe('overtaken')
    expect([needsYou(ben), notTaken(ben)]).toEqual([0, []])
  })

  test('overtaken by the same word on fewer charges: one of them is still without it', async () => {
    addCharge(ben.copy, third)
    await sent(ana, expectOk(decide(ana, 'duplicate')))
    const late = expectOk(decide(ben, 'duplicate', [...pair, third]))
    ben.outbox.start()
    await ben.time.flowUntil(() => decisions(ben).some(({ key, state }) => key === late.key && state === 'overtaken'))
    expect(needsYou(ben)).toBe(1)
  })

  test('a word taken back that stands no more anywhere: there is nothing to do', async () => {
    const lost = expectOk(decide(ana, 'not_duplicate'))
    ana.desk.sqlite.exec(
      `DELETE FROM outbox; UPDATE ruling SET state = 'standing', central_id = 'dc-${serial}', ended_at = 5`,
    )
    expect(lost.state).toBe('queued')
    expect((await sent(ana, expectOk(decide(ana, 'withdrawn')))).state).toBe('overtaken')
    expect(needsYou(ana)).toBe(0)
  })

  test('who decides again has read it; somebody else’s stays theirs', async () => {
    const made = await refused()
    await ana.session.signOut()
    expectOk(await ana.session.signIn('ben', 'once-demo'))
    expect(kindOf(seen(ana, made))).toBe('not_allowed')
    const bens = expectOk(decide(ana, 'not_duplicate'))
    expect(notTaken(ana)).toMatchObject([{ key: made.key, by: { name: 'ana' } }])
    expect(kindOf(seen(ana, bens))).toBe('changed_meanwhile')
    await ana.session.signOut()
    expect(kindOf(seen(ana, made))).toBe('signed_out')
    expectOk(await ana.session.signIn('ana', 'once-demo'))
    expect(kindOf(ana.groupDecisions.acknowledge({ key: 'nowhere' }))).toBe('not_found')
    expectOk(decide(ana, 'duplicate', pair, 'asked the airline'))
    expect([needsYou(ana), notTaken(ana)]).toEqual([0, []])
  })

  test('is shown without a place where the copy holds its charges no more', async () => {
    await refused()
    ana.copy.sqlite.exec('DELETE FROM charge')
    expect(notTaken(ana)).toMatchObject([{ place: null }])
  })
})

test('the audit tells every step, by whom, and its chain holds', async () => {
  const first = expectOk(decide(ana, 'not_duplicate'))
  const second = await sent(ana, expectOk(decide(ana, 'duplicate', pair, 'one person')))
  const steps = (key: string | null) =>
    listAudit(ana.desk, 'group', key ?? '').map(({ personName, toState, why, note }) => [
      personName,
      toState,
      why,
      note,
    ])
  expect(steps(first.key)).toEqual([
    ['ana', 'queued', 'not_duplicate', 'brothers'],
    ['ana', 'superseded', 'decided_again', null],
  ])
  expect(steps(second.key)).toEqual([
    ['ana', 'queued', 'duplicate', 'one person'],
    [null, 'sending', 'attempt', null],
    [null, 'standing', 'standing', null],
  ])
  const chain = watchAudit({ desk: ana.desk, giveWay: async () => {}, log: () => {}, onBroken: () => {} })
  await chain.start()
  expect(chain.problem()).toBeNull()
})

describe('the row of a decision', () => {
  const run = (sql: string) => () => ana.desk.sqlite.exec(sql)

  test.each(['key', 'charge_ids', 'verdict', 'note', 'supersedes', 'body', 'person_id', 'person_name', 'decided_at'])(
    'keeps its %s for ever',
    (column) => {
      expectOk(decide(ana, 'duplicate'))
      expect(run(`UPDATE ruling SET ${column} = ${column}`)).toThrow('a decision is frozen')
    },
  )

  test('is never deleted, nor what it names', () => {
    expectOk(decide(ana, 'duplicate'))
    expect(run('DELETE FROM ruling')).toThrow('never deleted')
    expect(run('DELETE FROM ruling_charge')).toThrow('never deleted')
    expect(run("UPDATE ruling_charge SET charge_id = 'x'")).toThrow('frozen')
  })

  test('ends once, and gives way only while it was never tried', () => {
    expectOk(decide(ana, 'duplicate'))
    expect(run('UPDATE ruling SET ended_at = 5')).toThrow('ruling_end_fits_state')
    expect(run("UPDATE ruling SET state = 'standing', ended_at = 5")).toThrow('ruling_standing_is_told')
    run("UPDATE ruling SET state = 'unknown'")()
    expect(run("UPDATE ruling SET state = 'superseded', ended_at = 5")).toThrow('never tried')
    expect(run("UPDATE ruling SET state = 'queued'")).toThrow('never forgotten')
    run("UPDATE ruling SET state = 'refused', ended_at = 5")()
    expect(run("UPDATE ruling SET state = 'unknown', ended_at = NULL")).toThrow('ends once')
  })

  test('is the only one on its way about a pair', () => {
    const made = expectOk(decide(ana, 'duplicate'))
    const again = `INSERT INTO ruling SELECT 'other', charge_ids, verdict, note, supersedes, body, person_id, person_name, state,
      problem_code, central_id, overtaken_by, decided_at, ended_at, acknowledged_at FROM ruling WHERE key = '${made.key}'`
    expect(run(again)).toThrow('is on its way')
    run("UPDATE ruling SET state = 'refused', ended_at = 5")()
    run(again)()
  })
})
