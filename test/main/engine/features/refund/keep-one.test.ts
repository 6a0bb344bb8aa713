import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCustomer } from '../../../../../src/main/engine/features/customer/customer.ts'
import { listDecisionsOn, pendingOwnDecisions } from '../../../../../src/main/engine/features/group/decisions.ts'
import { listAudit } from '../../../../../src/main/engine/store/desk/audit.ts'
import { addCharge, addGroup, addRefund } from '../../copy-rows.ts'
import { type ScriptedCentral, startScriptedCentral } from '../../scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, submit, type WorkingDesk } from '../../working-desk.ts'

const MINUTE = 60_000
let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1', 'c-2', 'c-3'] })
  addGroup(at.copy, ['c-1', 'c-2', 'c-3'])
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

const codeOf = (...of: Parameters<typeof submit>) => {
  const result = submit(...of)
  return result.ok ? 'queued' : `${result.failure.kind} ${result.failure.code}`
}
const asDuplicateKeeping = (keepChargeId: string) => ({ reason: 'duplicate', keepChargeId }) as const

const knows = () => ({
  intentsOf: () => [],
  decisionsOn: (chargeIds: readonly string[]) => listDecisionsOn(at.desk, at.copy, chargeIds),
  pendingDecisionsOn: (chargeIds: readonly string[]) => pendingOwnDecisions(at.desk, at.copy, chargeIds),
})

async function signInAs(username: string): Promise<void> {
  await at.session.signOut()
  expectOk(await at.session.signIn(username, username))
}

describe('the keep-one guard at a desk', () => {
  test('lets an agent give back all other charges one after the other, and the charge to keep for no reason', () => {
    const reasons = [{ reason: 'goodwill' }, { reason: 'cancelled' }, { reason: 'other' }] as const
    for (const wish of [asDuplicateKeeping('c-2'), ...reasons]) {
      expect(codeOf(at, 'c-1', wish)).toBe('keeps_nothing keep_charge')
    }
    for (const id of ['c-2', 'c-3']) expect(codeOf(at, id, asDuplicateKeeping('c-1'))).toBe('queued')
    expect(codeOf(at, 'c-1')).toBe('keeps_nothing last_paid')
    expect(at.desk.sqlite.prepare('SELECT count(*) FROM intent').pluck().get()).toBe(2)
  })

  test('keeps the last paid charge when none is named; refunds in the copy and intents of this desk count alike', () => {
    at.copy.sqlite.exec("UPDATE duplicate_group SET verdict = 'unsure', keep_charge_id = NULL")
    addRefund(at.copy, { id: 're-1', chargeId: 'c-1', amountMinor: 13_999 })
    expect(codeOf(at, 'c-2', { reason: 'cancelled' })).toBe('queued')
    expect(codeOf(at, 'c-3', { reason: 'cancelled' })).toBe('keeps_nothing last_paid')
  })

  test('demands for a duplicate that the kept charge is in the same group', () => {
    addCharge(at.copy, 'c-9')
    expect(codeOf(at, 'c-2', asDuplicateKeeping('c-9'))).toBe('keeps_nothing keep_elsewhere')
    expect(codeOf(at, 'c-2', asDuplicateKeeping('c-3'))).toBe('queued')
  })

  test('does not apply to separate purchases', () => {
    at.copy.sqlite.exec("UPDATE duplicate_group SET verdict = 'separate', keep_charge_id = NULL")
    for (const id of ['c-1', 'c-2', 'c-3']) expect(codeOf(at, id, { reason: 'cancelled' })).toBe('queued')
  })

  test('follows a local decision at once, before it is sent', () => {
    const chargeIds = ['c-1', 'c-2', 'c-3']
    expectOk(at.groupDecisions.decide({ chargeIds, verdict: 'not_duplicate', note: 'a party of three' }))
    expect(codeOf(at, 'c-1', { reason: 'cancelled' })).toBe('queued')
  })

  test('follows a local decision that alone makes a group: one of its charges stays paid', () => {
    for (const id of ['c-7', 'c-8']) addCharge(at.copy, id)
    expectOk(at.groupDecisions.decide({ chargeIds: ['c-7', 'c-8'], verdict: 'duplicate', note: 'one passenger' }))
    expect(codeOf(at, 'c-8', asDuplicateKeeping('c-1'))).toBe('keeps_nothing keep_elsewhere')
    expect(codeOf(at, 'c-7', { reason: 'cancelled' })).toBe('keeps_nothing keep_charge')
    expect(codeOf(at, 'c-8', asDuplicateKeeping('c-7'))).toBe('queued')
    expect(codeOf(at, 'c-7', { reason: 'cancelled' })).toBe('keeps_nothing last_paid')
  })

  test('follows a local decision that adds a charge to a group', () => {
    addCharge(at.copy, 'c-7')
    at.copy.sqlite.exec('UPDATE booking SET reference = id')
    expect(codeOf(at, 'c-2', asDuplicateKeeping('c-7'))).toBe('keeps_nothing keep_elsewhere')
    expectOk(at.groupDecisions.decide({ chargeIds: ['c-3', 'c-7'], verdict: 'duplicate', note: 'one passenger' }))
    expect(codeOf(at, 'c-2', asDuplicateKeeping('c-7'))).toBe('queued')
  })

  test('follows the decision that the screen shows when two decisions share a charge', () => {
    for (const id of ['c-7', 'c-8', 'c-9']) addCharge(at.copy, id)
    for (const chargeIds of [
      ['c-7', 'c-8'],
      ['c-8', 'c-9'],
    ]) {
      expectOk(at.groupDecisions.decide({ chargeIds, verdict: 'duplicate', note: 'one passenger' }))
    }
    const customer = expectOk(readCustomer(at.copy, knows(), 'booking-of-c-9'))
    expect(customer.groups.filter(({ chargeIds }) => chargeIds.includes('c-8'))).toMatchObject([
      { chargeIds: ['c-7', 'c-8'], verdict: 'duplicate' },
    ])
    expect(codeOf(at, 'c-9', asDuplicateKeeping('c-1'))).toBe('queued')
  })

  test('allows a small goodwill refund also after the other charge was given back', async () => {
    at.copy.sqlite.exec("UPDATE duplicate_group SET verdict = 'resolved'")
    addRefund(at.copy, {
      id: 're-2',
      chargeId: 'c-2',
      amountMinor: 13_999,
      keepChargeId: 'c-1',
      state: 'pending_approval',
    })
    expect(codeOf(at, 'c-1', { amountMinor: 500 })).toBe('keeps_nothing is_kept')
    at.copy.sqlite.exec("UPDATE refund SET state = 'succeeded'")
    expect(codeOf(at, 'c-1', { amountMinor: 7_000 })).toBe('keeps_nothing keep_charge')
    expect(codeOf(at, 'c-1', { amountMinor: 500 })).toBe('queued')
  })

  test('lets a supervisor pass with a note, and the audit holds that', async () => {
    await signInAs('sam')
    expect(codeOf(at, 'c-1', { note: '  ' })).toBe('keeps_nothing keep_charge')
    const { key } = expectOk(submit(at, 'c-1', { note: 'the court says so' }))
    expect(listAudit(at.desk, 'refund', key)).toMatchObject([
      { personId: 'u-sam', toState: 'queued', why: 'guard_passed', note: 'the court says so' },
    ])
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    await signInAs('ada')
    expect(codeOf(at, 'c-2', { reason: 'cancelled' })).toBe('queued')
    expect(codeOf(at, 'c-3', { reason: 'cancelled' })).toBe('keeps_nothing last_paid')
  })
})

describe('a refund that waited a quarter of an hour before its first attempt', () => {
  async function sendLate(key: string): Promise<void> {
    at.time.advance(15 * MINUTE)
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state !== 'queued' && at.row(key).state !== 'sending')
  }

  test('needs a person with group_changed when the other charges were given back meanwhile', async () => {
    at.copy.sqlite.exec("UPDATE duplicate_group SET verdict = 'unsure', keep_charge_id = NULL")
    const { key } = expectOk(submit(at, 'c-3', { reason: 'cancelled' }))
    for (const id of ['c-1', 'c-2']) addRefund(at.copy, { id: `re-${id}`, chargeId: id, amountMinor: 13_999 })
    await sendLate(key)
    expect(at.row(key)).toMatchObject({ state: 'needs_review', problemCode: 'group_changed', attempts: 0 })
    expect(await at.reviews.askAgain({ key })).toMatchObject({
      failure: { kind: 'not_allowed', code: 'group_changed' },
    })
    expect(central.refundRequests()).toHaveLength(0)
  })

  test('needs a person with group_changed when its charge has become the one to keep', async () => {
    const { key } = expectOk(submit(at, 'c-2'))
    at.copy.sqlite.exec("UPDATE duplicate_group SET keep_charge_id = 'c-2'")
    await sendLate(key)
    expect(at.row(key)).toMatchObject({ state: 'needs_review', problemCode: 'group_changed' })
  })

  test.each([
    ['is sent when the group has not changed', 'confirmed', null, []],
    ['needs a person when no charge would stay paid by now', 'needs_review', 'group_changed', ['c-2', 'c-3']],
  ])('that passed the guard by a supervisor %s', async (_what, state, problemCode, given) => {
    await signInAs('sam')
    const { key } = expectOk(submit(at, 'c-1'))
    for (const id of given) addRefund(at.copy, { id: `re-${id}`, chargeId: id, amountMinor: 13_999 })
    await sendLate(key)
    expect(at.row(key)).toMatchObject({ state, problemCode })
  })
})
