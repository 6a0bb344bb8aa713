import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseChange } from '../../../../../src/main/engine/central/wire/change.ts'
import { listDecisionsOn, pendingOwnDecisions } from '../../../../../src/main/engine/features/group/decisions.ts'
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
/** Each test has its own charges, because a decision at the central service stays for ever. */
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

/** A desk whose copy holds the two charges; nothing is sent before `outbox.start`. */
async function openFor(username: string): Promise<WorkingDesk> {
  const at = await openSignedIn({ url: central.url, username, password: 'once-demo', chargeIds: pair })
  desks.push(at)
  return at
}

/** Restarts a desk. */
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
const summaries = (at: WorkingDesk, chargeIds?: readonly string[]) =>
  decisions(at, chargeIds).map(({ verdict, state, by }) => `${by.name}: ${verdict}, ${state}`)

/** Sends a decision and waits until it is settled. */
async function sendAndSettle(at: WorkingDesk, { key }: GroupDecision): Promise<GroupDecision> {
  const find = () => decisions(at).find((one) => one.key === key) ?? expect.fail()
  at.outbox.start()
  await at.time.flowUntil(() => !['queued', 'sending', 'unknown'].includes(find().state))
  return find()
}

interface FeedItem {
  readonly kind: string
  readonly id: string
  readonly data: { readonly charge_ids: readonly string[]; readonly supersedes: string | null }
}

/** The decisions on these charges that the central service has accepted, oldest first, as its feed sends them. */
async function acceptedDecisions(): Promise<readonly FeedItem[]> {
  const limits = { deadlineMs: 60_000, maxBytes: 10_000_000 }
  const { body } = expectOk(await ana.client.getJson('/v1/changes?limit=1000&wait=0', limits))
  const { items } = body as { readonly items: readonly FeedItem[] }
  return items.filter(({ kind, data }) => kind === 'decision' && data.charge_ids.includes(pair[0]))
}

/** Applies the decisions of the feed to the copy of a desk. */
async function applyFeed(at: WorkingDesk): Promise<void> {
  const batch = startBatch(at.copy, 'after_fill')
  for (const item of await acceptedDecisions()) {
    const parsed = parseChange(item)
    if (!('change' in parsed) || parsed.change.kind !== 'decision' || parsed.change.op === 'delete') expect.fail()
    else upsertDecision(at.copy, batch, parsed.change)
  }
}

describe('a decision', () => {
  test('made offline survives a restart and is sent once', async () => {
    const decision = expectOk(decide(ana, 'not_duplicate'))
    expect(decision).toMatchObject({ id: null, state: 'queued', by: { name: 'ana' }, chargeIds: [...pair].sort() })
    ana = await reopened(ana)
    expect(decisions(ana)).toEqual([decision])
    expect(countQueue(ana.view).queued).toBe(1)
    const inForce = await sendAndSettle(ana, decision)
    expect(inForce.state).toBe('standing')
    expect(countQueue(ana.view).queued).toBe(0)
    expect(await acceptedDecisions()).toMatchObject([
      {
        id: inForce.id,
        data: {
          // All charges of a working desk are of one entity, whose hash is 32 zero bytes.
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
  ])('is sent again with the same key and bytes, and is accepted once, when %s', async (_what, arrange) => {
    arrange()
    const { key } = await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
    expect(await acceptedDecisions()).toHaveLength(1)
    const steps = listAudit(ana.desk, 'group', key ?? '').map(({ fromState, toState }) => `${fromState}>${toState}`)
    expect(steps).toContain('unknown>sending')
    expect(steps.at(-1)).toBe('sending>standing')
  })

  test('goes on with its key after the process ended in the middle of sending', async () => {
    const decision = expectOk(decide(ana, 'duplicate'))
    ana.desk.sqlite.exec("UPDATE local_decision SET state = 'sending'")
    ana = await reopened(ana)
    expect(await sendAndSettle(ana, decision)).toMatchObject({ state: 'standing' })
    expect(listAudit(ana.desk, 'group', decision.key ?? '').map(({ why }) => why)).toContain('restart')
  })

  test('is sent only with the token of its own person', async () => {
    const decision = expectOk(decide(ana, 'duplicate'))
    await ana.session.signOut()
    expectOk(await ana.session.signIn('ben', 'once-demo'))
    ana.outbox.start()
    await ana.time.flowUntil(ana.outbox.isOnline)
    const marker = expectOk(decide(ben, 'not_duplicate', pair, 'mine'))
    await sendAndSettle(ben, marker)
    expect(decisions(ana)).toMatchObject([{ key: decision.key, state: 'queued' }])
    await ana.session.signOut()
    expectOk(await ana.session.signIn('ana', 'once-demo'))
    expect(await sendAndSettle(ana, decision)).toMatchObject({ state: 'overtaken' })
  })

  test('is listed once, before and after the feed brings it', async () => {
    const { key, id } = await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
    expect(decisions(ana)).toMatchObject([{ id, key, state: 'standing' }])
    await applyFeed(ana)
    expect(decisions(ana)).toMatchObject([{ id, key, state: 'standing' }])
  })

  test('counts at this desk at once, and from the copy when the feed has brought it', async () => {
    const own = () => pendingOwnDecisions(ana.desk, ana.copy, pair).map(({ id, verdict }) => [id, verdict])
    const decision = expectOk(decide(ana, 'not_duplicate'))
    expect(own()).toEqual([[decision.key, 'not_duplicate']])
    const { id } = await sendAndSettle(ana, decision)
    expect(own()).toEqual([[id, 'not_duplicate']])
    await applyFeed(ana)
    expect(own()).toEqual([])
  })

  test('binds pairs of charges: it is kept when a charge joins, and does not bind the new charge', async () => {
    await sendAndSettle(ana, expectOk(decide(ana, 'not_duplicate')))
    await applyFeed(ana)
    addCharge(ana.copy, third)
    expect(summaries(ana, [...pair, third])).toEqual(['ana: not_duplicate, standing'])
    expect(summaries(ana, [pair[0], third])).toEqual([])
  })
})

describe('two people with different decisions', () => {
  test('the first is in force, and the second is overtaken and sees it at once', async () => {
    await sendAndSettle(ana, expectOk(decide(ana, 'not_duplicate')))
    const late = await sendAndSettle(ben, expectOk(decide(ben, 'duplicate')))
    expect(late).toMatchObject({ state: 'overtaken', problemCode: 'superseded', id: null })
    expect(summaries(ben).sort()).toEqual(['ana: not_duplicate, standing', 'ben: duplicate, overtaken'])
    expect(pendingOwnDecisions(ben.desk, ben.copy, pair)).toMatchObject([{ verdict: 'not_duplicate' }])
    await applyFeed(ben)
    expect(summaries(ben).sort()).toEqual(['ana: not_duplicate, standing', 'ben: duplicate, overtaken'])
    expect(await acceptedDecisions()).toHaveLength(1)
  })

  test('the person who was overtaken may decide again', async () => {
    await sendAndSettle(ana, expectOk(decide(ana, 'not_duplicate')))
    await sendAndSettle(ben, expectOk(decide(ben, 'duplicate')))
    const again = await sendAndSettle(ben, expectOk(decide(ben, 'duplicate', pair, 'one passenger, asked the airline')))
    expect(again.state).toBe('standing')
    await applyFeed(ana)
    expect(summaries(ana)).toEqual(['ben: duplicate, standing', 'ana: not_duplicate, superseded'])
  })
})

describe('deciding again', () => {
  test('each decision supersedes the one before, also before the feed has brought that one', async () => {
    for (const verdict of ['not_duplicate', 'withdrawn', 'duplicate'] as const) {
      expect((await sendAndSettle(ana, expectOk(decide(ana, verdict)))).state).toBe('standing')
      ana.time.advance(1_000)
    }
    const accepted = await acceptedDecisions()
    expect(accepted.map(({ data }) => data.supersedes)).toEqual([null, accepted[0]?.id, accepted[1]?.id])
    const expected = ['ana: duplicate, standing', 'ana: withdrawn, superseded', 'ana: not_duplicate, superseded']
    expect(summaries(ana)).toEqual(expected)
    await applyFeed(ben)
    expect(summaries(ben)).toEqual(expected)
  })

  test('a decision that was never sent is replaced, and only the new one is sent', async () => {
    const first = expectOk(decide(ana, 'not_duplicate'))
    expect(expectOk(decide(ana, 'not_duplicate')).key).toBe(first.key)
    addCharge(ana.copy, third)
    const second = expectOk(decide(ana, 'duplicate', [...pair, third]))
    expect(summaries(ana)).toEqual(['ana: duplicate, queued', 'ana: not_duplicate, superseded'])
    await sendAndSettle(ana, second)
    expect(await acceptedDecisions()).toMatchObject([{ data: { verdict: 'duplicate' } }])
  })

  test('a decision that was tried is not replaced: the desk waits for its outcome', async () => {
    central.faults.next('POST /v1/decisions', { dropReply: true }, 100)
    const first = expectOk(decide(ana, 'not_duplicate'))
    ana.outbox.start()
    await ana.time.flowUntil(() => decisions(ana)[0]?.state === 'unknown')
    expect(kindOf(decide(ana, 'duplicate'))).toBe('already_waiting')
    expect(expectOk(decide(ana, 'not_duplicate')).key).toBe(first.key)
    central.faults.clear()
    await sendAndSettle(ana, first)
  })

  test('the desk refuses a withdrawal of nothing, unknown charges, a single charge, and a decision without a sign-in', async () => {
    expect(decide(ana, 'withdrawn')).toMatchObject({ failure: { kind: 'changed_meanwhile', code: 'nothing_stands' } })
    expect(kindOf(decide(ana, 'duplicate', [pair[0], 'nowhere']))).toBe('not_found')
    expect(kindOf(decide(ana, 'duplicate', [pair[0], pair[0]]))).toBe('bad_argument')
    await ana.session.signOut()
    expect(kindOf(decide(ana, 'duplicate'))).toBe('signed_out')
    expect(summaries(ana)).toEqual([])
  })

  test('a decision that the central service has lost with its history does not block new ones for ever', async () => {
    const lost = expectOk(decide(ana, 'not_duplicate'))
    ana.desk.sqlite.exec(
      "DELETE FROM outbox; UPDATE local_decision SET state = 'standing', central_id = 'dc-lost', ended_at = 5",
    )
    expect(decisions(ana)).toMatchObject([{ key: lost.key, id: 'dc-lost', state: 'standing' }])
    expect((await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))).state).toBe('overtaken')
    expect((await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))).state).toBe('standing')
  })

  test('a decision that the central service refuses stays listed, and the person may decide again', async () => {
    central.faults.next('POST /v1/decisions', {
      status: 403,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"code":"forbidden"}',
    })
    const refused = await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
    expect(refused).toMatchObject({ state: 'refused', problemCode: 'forbidden' })
    await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
    expect(summaries(ana).sort()).toEqual(['ana: duplicate, refused', 'ana: duplicate, standing'])
  })
})

describe('a decision that was not accepted', () => {
  const FORBIDDEN = {
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
    body: '{"code":"forbidden"}',
  }
  const day = { dayStart: 0, dayEnd: Number.MAX_SAFE_INTEGER }
  const unaccepted = (at: WorkingDesk) => expectOk(listQueue(at.view, day)).unaccepted
  const needsYou = (at: WorkingDesk) => countQueue(at.view).needsYou
  const acknowledge = (at: WorkingDesk, { key }: GroupDecision) => at.groupDecisions.acknowledge({ key: key ?? '' })

  async function refused(): Promise<GroupDecision> {
    central.faults.next('POST /v1/decisions', FORBIDDEN)
    return sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
  }

  test('is placed at its earliest charge', async () => {
    ana.copy.sqlite.exec(`UPDATE charge SET authorised_at = 0 WHERE id = '${pair[1]}'`)
    await refused()
    expect(unaccepted(ana)).toMatchObject([{ place: { chargeId: pair[1] } }])
  })

  test('is listed for its person with the place of its charges after a refusal, and leaves the list when they have seen it', async () => {
    const decision = await refused()
    expect(needsYou(ana)).toBe(1)
    expect(unaccepted(ana)).toMatchObject([
      {
        key: decision.key,
        state: 'refused',
        problemCode: 'forbidden',
        overtakenBy: null,
        place: {
          bookingId: `booking-of-${pair[0]}`,
          chargeId: pair[0],
          bookingReference: 'K3J9QX',
          travellerName: 'Davey Jones',
          flightNumber: 'EI164',
        },
      },
    ])
    ana = await reopened(ana)
    expect(needsYou(ana)).toBe(1)
    expect(expectOk(acknowledge(ana, decision))).toMatchObject({ key: decision.key, state: 'refused' })
    expect(expectOk(acknowledge(ana, decision)).key).toBe(decision.key)
    expect([needsYou(ana), unaccepted(ana)]).toEqual([0, []])
    expect(summaries(ana)).toEqual(['ana: duplicate, refused'])
    const steps = listAudit(ana.desk, 'group', decision.key ?? '').map(({ personName, why }) => [personName, why])
    expect(steps.slice(-2)).toEqual([
      [null, 'forbidden'],
      ['ana', 'seen'],
    ])
  })

  test('is listed for its person, with who was first, after another decision was accepted first', async () => {
    await sendAndSettle(ana, expectOk(decide(ana, 'not_duplicate')))
    const late = await sendAndSettle(ben, expectOk(decide(ben, 'duplicate')))
    expect(needsYou(ben)).toBe(1)
    expect(unaccepted(ben)).toMatchObject([{ key: late.key, state: 'overtaken', overtakenBy: { name: 'ana' } }])
    expect(needsYou(ana)).toBe(0)
  })

  test('is not listed when the accepted decision is the same on all of its charges', async () => {
    addCharge(ana.copy, third)
    addCharge(ben.copy, third)
    await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
    expect((await sendAndSettle(ben, expectOk(decide(ben, 'duplicate')))).state).toBe('overtaken')
    expect([needsYou(ben), unaccepted(ben)]).toEqual([0, []])
  })

  test('is listed when the accepted decision is the same but on fewer charges', async () => {
    addCharge(ben.copy, third)
    await sendAndSettle(ana, expectOk(decide(ana, 'duplicate')))
    const late = expectOk(decide(ben, 'duplicate', [...pair, third]))
    ben.outbox.start()
    await ben.time.flowUntil(() => decisions(ben).some(({ key, state }) => key === late.key && state === 'overtaken'))
    expect(needsYou(ben)).toBe(1)
  })

  test('is not listed when it is a withdrawal and no decision is in force any more', async () => {
    const lost = expectOk(decide(ana, 'not_duplicate'))
    ana.desk.sqlite.exec(
      `DELETE FROM outbox; UPDATE local_decision SET state = 'standing', central_id = 'dc-${serial}', ended_at = 5`,
    )
    expect(lost.state).toBe('queued')
    expect((await sendAndSettle(ana, expectOk(decide(ana, 'withdrawn')))).state).toBe('overtaken')
    expect(needsYou(ana)).toBe(0)
  })

  test('counts as seen when its person decides again; nobody else can acknowledge it', async () => {
    const decision = await refused()
    await ana.session.signOut()
    expectOk(await ana.session.signIn('ben', 'once-demo'))
    expect(kindOf(acknowledge(ana, decision))).toBe('not_allowed')
    const bens = expectOk(decide(ana, 'not_duplicate'))
    expect(unaccepted(ana)).toMatchObject([{ key: decision.key, by: { name: 'ana' } }])
    expect(kindOf(acknowledge(ana, bens))).toBe('changed_meanwhile')
    await ana.session.signOut()
    expect(kindOf(acknowledge(ana, decision))).toBe('signed_out')
    expectOk(await ana.session.signIn('ana', 'once-demo'))
    expect(kindOf(ana.groupDecisions.acknowledge({ key: 'nowhere' }))).toBe('not_found')
    expectOk(decide(ana, 'duplicate', pair, 'asked the airline'))
    expect([needsYou(ana), unaccepted(ana)]).toEqual([0, []])
  })

  test('is listed without a place when the copy no longer holds its charges', async () => {
    await refused()
    ana.copy.sqlite.exec('DELETE FROM charge')
    expect(unaccepted(ana)).toMatchObject([{ place: null }])
  })
})

test('the audit holds every step with its person, and its chain is intact', async () => {
  const first = expectOk(decide(ana, 'not_duplicate'))
  const second = await sendAndSettle(ana, expectOk(decide(ana, 'duplicate', pair, 'one person')))
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
      expect(run(`UPDATE local_decision SET ${column} = ${column}`)).toThrow('a decision is frozen')
    },
  )

  test('is never deleted, and neither are the rows of its charges', () => {
    expectOk(decide(ana, 'duplicate'))
    expect(run('DELETE FROM local_decision')).toThrow('never deleted')
    expect(run('DELETE FROM local_decision_charge')).toThrow('never deleted')
    expect(run("UPDATE local_decision_charge SET charge_id = 'x'")).toThrow('frozen')
  })

  test('ends once, and is superseded only while it was never tried', () => {
    expectOk(decide(ana, 'duplicate'))
    expect(run('UPDATE local_decision SET ended_at = 5')).toThrow('local_decision_end_fits_state')
    expect(run("UPDATE local_decision SET state = 'standing', ended_at = 5")).toThrow('local_decision_in_force_has_id')
    run("UPDATE local_decision SET state = 'unknown'")()
    expect(run("UPDATE local_decision SET state = 'superseded', ended_at = 5")).toThrow('never tried')
    expect(run("UPDATE local_decision SET state = 'queued'")).toThrow('never forgotten')
    run("UPDATE local_decision SET state = 'refused', ended_at = 5")()
    expect(run("UPDATE local_decision SET state = 'unknown', ended_at = NULL")).toThrow('ends once')
  })

  test('is the only one on its way for a pair', () => {
    const decision = expectOk(decide(ana, 'duplicate'))
    const again = `INSERT INTO local_decision SELECT 'other', charge_ids, verdict, note, supersedes, body, person_id, person_name, state,
      problem_code, central_id, overtaken_by, decided_at, ended_at, acknowledged_at FROM local_decision WHERE key = '${decision.key}'`
    expect(run(again)).toThrow('is on its way')
    run("UPDATE local_decision SET state = 'refused', ended_at = 5")()
    run(again)()
  })
})
