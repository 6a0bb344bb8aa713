import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BulkRefund } from '../../../../../src/shared/model/index.ts'
import { postPurchase } from '../../../../central/sample-data.ts'
import { anAccount } from '../../../../central/session/people.ts'
import { type Central, startCentral } from '../../../../central/start.ts'
import { addCharge, addGroup, addRefund } from '../../copy-rows.ts'
import { type ScriptedCentral, startScriptedCentral } from '../../scripted-central.ts'
import { expectOk, kindOf, leaveDesk, openDesk, openSignedIn, submit, type WorkingDesk } from '../../working-desk.ts'

const note = 'the incident of Sunday night'

describe('bulk refunds of groups', () => {
  let central: ScriptedCentral
  let at: WorkingDesk

  beforeEach(async () => {
    central = await startScriptedCentral()
    at = await openSignedIn({ url: central.url, username: 'sam' })
  })

  afterEach(async () => {
    await leaveDesk(at)
    await central.stop()
  })

  /** Adds a group of charges `<name>-1`, `<name>-2` …, by default sure with the first kept; gives the group's id. */
  function aGroup(name: string, group: Parameters<typeof addGroup>[2] = {}, charge = {}, size = 2): string {
    const ids = Array.from({ length: size }, (_, index) => `${name}-${index + 1}`)
    for (const id of ids) addCharge(at.copy, id, charge)
    addGroup(at.copy, ids, group)
    return `${name}-1`
  }
  const give = async (...groupIds: string[]) => expectOk(await at.giveBackInBulk({ groupIds, note }))
  const whyOf = ({ leftOut }: BulkRefund) => Object.fromEntries(leftOut.map(({ groupId, why }) => [groupId, why]))

  test('every charge to give back gets its own intent with the note and the kept charge', async () => {
    const groupIds = [aGroup('a'), aGroup('b', {}, {}, 3)]
    const { queued, leftOut } = await give(...groupIds, ...groupIds)
    expect(leftOut).toEqual([])
    expect(queued.map(({ groupId, chargeId, amountMinor }) => [groupId, chargeId, amountMinor])).toEqual([
      ['a-1', 'a-2', 13_999],
      ['b-1', 'b-2', 13_999],
      ['b-1', 'b-3', 13_999],
    ])
    expect(new Set(queued.map(({ key }) => key)).size).toBe(3)
    for (const { key, groupId } of queued) {
      expect(at.row(key)).toMatchObject({ keepChargeId: groupId, reason: 'duplicate', note, agentId: 'u-sam' })
    }
    expect(at.desk.sqlite.prepare('SELECT count(*) FROM draft').pluck().get()).toBe(0)
  })

  test('a charge that was refunded in part gets only the rest', async () => {
    const groupId = aGroup('a')
    addRefund(at.copy, { id: 're-a', chargeId: 'a-2', amountMinor: 4_000 })
    const [{ key } = expect.fail()] = (await give(groupId)).queued
    expect(at.row(key)).toMatchObject({ amountMinor: 9_999, expectedRefundedMinor: 4_000 })
  })

  test('groups that need a closer look are left out, each with its reason', async () => {
    aGroup('likely', { confidence: 'likely' })
    aGroup('unsure', { verdict: 'unsure', confidence: 'open' })
    aGroup('waits')
    expectOk(submit(at, 'waits-2', { reason: 'duplicate', keepChargeId: 'waits-1' }))
    aGroup('much', {}, { amountMinor: 50_001 })
    aGroup('yen', {}, { currency: 'JPY' })
    aGroup('disputed')
    at.copy.sqlite.exec("UPDATE charge SET state = 'disputed' WHERE id = 'disputed-2'")
    aGroup('given')
    addRefund(at.copy, { id: 're-g', chargeId: 'given-2', amountMinor: 13_999 })
    aGroup('joined')
    aGroup('keepless')
    at.copy.sqlite.exec("UPDATE charge SET state = 'voided' WHERE id = 'keepless-1'")
    const ids = ['likely', 'unsure', 'waits', 'much', 'yen', 'disputed', 'given', 'keepless'].map((name) => `${name}-1`)
    const given = await give(...ids, 'nowhere', 'joined-2', aGroup('fine'))
    expect(whyOf(given)).toEqual({
      'likely-1': 'not_sure',
      'unsure-1': 'not_sure',
      'waits-1': 'already_waiting',
      'much-1': 'above_limit',
      'yen-1': 'above_limit',
      'disputed-1': 'not_refundable',
      'given-1': 'not_refundable',
      'keepless-1': 'changed_meanwhile',
      nowhere: 'not_found',
      'joined-2': 'changed_meanwhile',
    })
    expect(given.queued.map(({ groupId }) => groupId)).toEqual(['fine-1'])
  })

  test('only a supervisor who is signed in may give back in bulk', async () => {
    const groupId = aGroup('a')
    await at.session.signOut()
    expect(kindOf(await at.giveBackInBulk({ groupIds: [groupId], note }))).toBe('signed_out')
    expectOk(await at.session.signIn('ada', 'ada'))
    expect(kindOf(await at.giveBackInBulk({ groupIds: [groupId], note }))).toBe('not_allowed')
    expect(at.desk.sqlite.prepare('SELECT count(*) FROM intent').pluck().get()).toBe(0)
  })

  test('a sign-out in the middle: the queued refunds are reported, and the rest is not queued in another name', async () => {
    const groupIds = Array.from({ length: 50 }, (_, index) => aGroup(`g${index}`))
    const giving = at.giveBackInBulk({ groupIds, note })
    while (at.desk.sqlite.prepare('SELECT count(*) FROM intent').pluck().get() === 0) await new Promise(setImmediate)
    void at.session.signOut()
    const { queued, leftOut } = expectOk(await giving)
    expect(queued.length).toBeGreaterThan(0)
    expect(leftOut.length).toBe(50 - queued.length)
    expect(new Set(leftOut.map(({ why }) => why))).toEqual(new Set(['not_saved']))
  })

  test('a full disk in the middle: the queued refunds are reported and stay, and the rest is left out', async () => {
    const groupIds = Array.from({ length: 40 }, (_, index) => aGroup(`g${index}`))
    const { sqlite } = at.desk
    const room = sqlite.pragma('max_page_count', { simple: true })
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + 4}`)
    const { queued, leftOut } = await give(...groupIds)
    expect(queued.length).toBeGreaterThan(0)
    expect(leftOut.length).toBe(40 - queued.length)
    expect(new Set(leftOut.map(({ why }) => why))).toEqual(new Set(['not_saved']))
    expect(sqlite.prepare('SELECT count(*) FROM intent').pluck().get()).toBe(queued.length)
    expect(kindOf(await at.giveBackInBulk({ groupIds: leftOut.map(({ groupId }) => groupId), note }))).toBe('disk_full')

    sqlite.pragma(`max_page_count = ${room}`)
    const again = await give(...groupIds)
    expect(again.queued).toHaveLength(40 - queued.length)
    expect(new Set(again.leftOut.map(({ why }) => why))).toEqual(new Set(['already_waiting']))
  })
})

describe('twenty groups against the reference central API', () => {
  const limits = [{ amount_minor: 20_000, currency: 'USD' }]
  const people = (['agent', 'supervisor'] as const).map((role) => anAccount(role, { role, limits }))
  let central: Central
  let groups: { keep: string; give: string }[]
  const desks: WorkingDesk[] = []

  beforeEach(async () => {
    central = await startCentral({ people })
    const aCharge = async () => {
      const made = await postPurchase(central, {}, { amount_minor: 13_999, currency: 'USD' })
      return made.chargeId
    }
    groups = []
    for (let index = 0; index < 20; index += 1) groups.push({ keep: await aCharge(), give: await aCharge() })
  })

  afterEach(async () => {
    for (const at of desks.splice(0)) await leaveDesk(at)
    await central.close()
  })

  async function openSending(username: string): Promise<WorkingDesk> {
    const at = openDesk({ url: central.url })
    desks.push(at)
    for (const { keep, give } of groups) {
      for (const id of [keep, give]) addCharge(at.copy, id)
      addGroup(at.copy, [keep, give])
    }
    expectOk(await at.session.signIn(username, 'once-demo'))
    at.outbox.start()
    await at.time.flowUntil(at.outbox.isOnline)
    return at
  }

  test('each charge is given back exactly once, and the one that another agent gave back first is refused as stale', async () => {
    const [ours, theirs] = [await openSending('supervisor'), await openSending('agent')]
    const contested = groups[7] ?? expect.fail()
    const faster = expectOk(submit(theirs, contested.give, { reason: 'duplicate', keepChargeId: contested.keep }))
    await theirs.time.flowUntil(() => theirs.row(faster.key).state === 'confirmed')
    // Three replies get lost, as they might in an incident.
    central.faults.next('POST /v1/refunds', { dropReply: true }, 3)

    const groupIds = groups.map(({ keep }) => keep)
    const { queued, leftOut } = expectOk(await ours.giveBackInBulk({ groupIds, note }))
    expect([queued.length, leftOut]).toEqual([20, []])
    const isSettled = ({ key }: { key: string }) => !['queued', 'sending', 'unknown'].includes(ours.row(key).state)
    await ours.time.flowUntil(() => queued.every(isSettled))

    for (const { key, chargeId } of queued) {
      const expected = chargeId === contested.give ? ['refused', 'stale'] : ['confirmed', null]
      expect([ours.row(key).state, ours.row(key).problemCode]).toEqual(expected)
    }
    const given = (await central.ledger()).refunds
    expect(given.map((refund) => refund.charge_id).sort()).toEqual(groups.map(({ give }) => give).sort())
    expect(given.every((refund) => refund.amount_minor === 13_999)).toBe(true)
  })
})
