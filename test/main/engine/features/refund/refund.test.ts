import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settleFromFeed } from '../../../../../src/main/engine/outbox/settle.ts'
import { listRefundsOf } from '../../../../../src/main/engine/store/copy/refunds.ts'
import { listAudit } from '../../../../../src/main/engine/store/desk/audit.ts'
import { addCharge, addRefund } from '../../copy-rows.ts'
import { type ScriptedCentral, startScriptedCentral, tricks } from '../../scripted-central.ts'
import { expectOk, kindOf, leaveDesk, openSignedIn, reopenDesk, submit, type WorkingDesk } from '../../working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1', 'c-2'] })
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

const count = (table: string) => at.desk.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
const open = (chargeId: string) => expectOk(at.refunds.openDraft({ chargeId }))
const asDuplicateKeeping = (keepChargeId: string) => ({ reason: 'duplicate', keepChargeId }) as const

describe('the draft', () => {
  test('is the same when it is opened again, with its key and saved content, also after a restart', async () => {
    const { key } = open('c-1').draft
    const content = { key, keepChargeId: 'c-2', amountMinor: 500, reason: 'duplicate', note: 'twice' } as const
    expectOk(at.refunds.saveDraft(content))
    expect(open('c-1').draft).toEqual({ ...content, chargeId: 'c-1' })
    at = await reopenDesk(at)
    expect(open('c-1').draft).toEqual({ ...content, chargeId: 'c-1' })
  })

  test('belongs to one agent: nobody else can save or submit it', async () => {
    const { key } = open('c-1').draft
    await at.session.signOut()
    expectOk(await at.session.signIn('bob', 'bob'))
    expect(open('c-1').draft.key).not.toBe(key)
    const content = { key, keepChargeId: null, amountMinor: 1, reason: null, note: '' }
    expect(kindOf(at.refunds.saveDraft(content))).toBe('not_found')
    expect(kindOf(submit(at, 'c-1', { key }))).toBe('not_found')
  })

  test('does not exist for a charge that is not in the copy', () => {
    expect(kindOf(at.refunds.openDraft({ chargeId: 'nowhere' }))).toBe('not_found')
  })

  test('survives a sign-out', async () => {
    const { key } = open('c-1').draft
    await at.session.signOut()
    expect(kindOf(at.refunds.openDraft({ chargeId: 'c-1' }))).toBe('signed_out')
    expectOk(await at.session.signIn('ada', 'ada'))
    expect(open('c-1').draft.key).toBe(key)
  })
})

describe('submitting', () => {
  test('writes the intent with its exact bytes, its outbox row and its audit row, and removes the draft', () => {
    const { draft } = open('c-1')
    const view = expectOk(submit(at, 'c-1', asDuplicateKeeping('c-2')))
    expect(view).toMatchObject({
      key: draft.key,
      reference: `R-${draft.key.slice(0, 8).toUpperCase()}`,
      state: 'queued',
      waitingFor: 'network',
      attempts: 0,
      travellerName: 'Davey Jones',
      bookingReference: 'K3J9QX',
      flightNumber: 'EI164',
      departure: '2027-02-28T20:15',
      card: { last4: '4242', brand: 'visa' },
      agent: { id: 'u-ada', name: 'Ada Agent' },
    })
    expect(JSON.parse(at.row(draft.key).body.toString('utf8'))).toEqual({
      charge_id: 'c-1',
      keep_charge_id: 'c-2',
      amount_minor: 13_999,
      currency: 'USD',
      reason: 'duplicate',
      note: 'twice at 20:03',
      expected_refunded_minor: 0,
    })
    expect([count('intent'), count('outbox'), count('draft')]).toEqual([1, 1, 0])
    expect(listAudit(at.desk, 'refund', draft.key)).toMatchObject([
      { personId: 'u-ada', toState: 'queued', why: 'submitted' },
    ])
  })

  test('the answer says queued, also when the outbox is online and sends at once', async () => {
    at.outbox.start()
    await at.time.flowUntil(at.outbox.isOnline)
    expect(expectOk(submit(at, 'c-1'))).toMatchObject({ state: 'queued', attempts: 0, waitingFor: null })
    await at.time.flowUntil(() => central.ledger.size === 1)
  })

  test('Enter held down: twenty submits make one refund, also after it was sent', async () => {
    const { key } = open('c-1').draft
    const wish = {
      key,
      amountMinor: 100,
      reason: 'other',
      keepChargeId: null,
      note: '',
      expectedRefundedMinor: 0,
    } as const
    const views = Array.from({ length: 20 }, () => expectOk(at.refunds.submit(wish)))
    expect(new Set(views.map((view) => view.key))).toEqual(new Set([key]))
    expect([count('intent'), count('outbox')]).toEqual([1, 1])
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    expect(expectOk(at.refunds.submit(wish))).toMatchObject({ key, state: 'confirmed', attempts: 1 })
    expect(central.ledger.size).toBe(1)
    expectOk(at.refunds.saveDraft({ key, keepChargeId: null, amountMinor: 1, reason: null, note: 'late' }))
  })

  test('allows one live intent for a charge: the draft shows it instead of a second form', () => {
    const { key } = expectOk(submit(at, 'c-1', { amountMinor: 100 }))
    expect(open('c-1').live?.key).toBe(key)
    expect(kindOf(submit(at, 'c-1', { amountMinor: 100 }))).toBe('already_waiting')
  })

  test('never goes above what is left: captured less refunded less what this desk gave and the feed has not brought', async () => {
    addRefund(at.copy, { id: 're-a', chargeId: 'c-1', amountMinor: 9_000 })
    addRefund(at.copy, { id: 're-b', chargeId: 'c-1', amountMinor: 4_000, state: 'failed' })
    const wish = { expectedRefundedMinor: 9_000 }
    expect(kindOf(submit(at, 'c-1', { ...wish, amountMinor: 5_000 }))).toBe('above_left')
    const { key } = expectOk(submit(at, 'c-1', { ...wish, amountMinor: 4_000 }))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    expect(kindOf(submit(at, 'c-1', { ...wish, amountMinor: 999 }))).toBe('changed_meanwhile')
    const seen = { expectedRefundedMinor: 13_000 }
    expect(kindOf(submit(at, 'c-1', { ...seen, amountMinor: 1_000 }))).toBe('above_left')
    expect(kindOf(submit(at, 'c-1', { ...seen, amountMinor: 999 }))).toBe('ok')
  })

  test('fails with changed_meanwhile when the screen showed old amounts', () => {
    addRefund(at.copy, { id: 're-a', chargeId: 'c-1', amountMinor: 9_000, state: 'pending_approval' })
    expect(kindOf(submit(at, 'c-1', { amountMinor: 1 }))).toBe('changed_meanwhile')
  })

  test.each([
    [{ state: 'authorised' }],
    [{ state: 'disputed' }],
    [{ state: 'frozen_by_bank' }],
    [{ gateway: 'third' }],
    [{ purpose: 'lounge' }],
  ])('is possible only for captured charges without unknown values: %j', (charge) => {
    addCharge(at.copy, 'odd', charge)
    expect(kindOf(submit(at, 'odd'))).toBe('not_refundable')
  })

  test('demands the charge to keep for a duplicate, and allows it for no other reason', () => {
    expect(kindOf(submit(at, 'c-1', { reason: 'duplicate' }))).toBe('bad_argument')
    expect(kindOf(submit(at, 'c-1', { keepChargeId: 'c-2' }))).toBe('bad_argument')
    expect(kindOf(submit(at, 'c-1', asDuplicateKeeping('c-1')))).toBe('keeps_nothing')
    expect(count('intent')).toBe(0)
  })
})

describe('both charges of a pair', () => {
  test.each([
    ['not in the copy', () => {}],
    ['voided', () => addCharge(at.copy, 'kept', { state: 'voided' })],
    ['on a cancelled booking', () => addCharge(at.copy, 'kept', {}, { status: 'cancelled' })],
    [
      'refunded in part, waiting for approval',
      () => {
        addCharge(at.copy, 'kept')
        addRefund(at.copy, { id: 're-k', chargeId: 'kept', amountMinor: 1, state: 'pending_approval' })
      },
    ],
  ])('are not given back when the kept charge is %s', (_what, arrange) => {
    arrange()
    expect(kindOf(submit(at, 'c-1', asDuplicateKeeping('kept')))).toBe('keeps_nothing')
  })

  test.each(['queued', 'confirmed', 'unknown'] as const)(
    'are not both given back while one refund is %s',
    async (state) => {
      if (state === 'unknown') central.tricks.push(...Array.from({ length: 99 }, () => tricks.loseReply))
      const { key } = expectOk(submit(at, 'c-1', asDuplicateKeeping('c-2')))
      if (state !== 'queued') at.outbox.start()
      await at.time.flowUntil(() => at.row(key).state === state)
      for (const wish of [asDuplicateKeeping('c-1'), { reason: 'goodwill' }, { reason: 'cancelled' }] as const) {
        expect(kindOf(submit(at, 'c-2', wish))).toBe('keeps_nothing')
      }
    },
  )

  test('are not both given back when another desk gave one back, whatever the reason', () => {
    addRefund(at.copy, { id: 're-a', chargeId: 'c-1', amountMinor: 13_999, keepChargeId: 'c-2' })
    expect(kindOf(submit(at, 'c-2', asDuplicateKeeping('c-1')))).toBe('keeps_nothing')
    expect(kindOf(submit(at, 'c-2'))).toBe('keeps_nothing')
  })

  test('can be given back one at a time: after a refusal of the first, the other is allowed', async () => {
    central.tricks.push(tricks.say(422, { code: 'not_captured', executed: false }))
    const { key } = expectOk(submit(at, 'c-1', asDuplicateKeeping('c-2')))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'refused')
    expect(kindOf(submit(at, 'c-2', asDuplicateKeeping('c-1')))).toBe('ok')
  })

  test('can both be given back when the kept booking was cancelled later', () => {
    addCharge(at.copy, 'c-3', {}, { status: 'cancelled' })
    addRefund(at.copy, { id: 're-a', chargeId: 'c-1', amountMinor: 13_999, keepChargeId: 'c-3' })
    expect(kindOf(submit(at, 'c-3', { reason: 'goodwill' }))).toBe('keeps_nothing')
    expect(kindOf(submit(at, 'c-3', { reason: 'cancelled' }))).toBe('ok')
  })
})

describe('a full disk', () => {
  test('fails as disk_full, queues nothing, and does not block refunds once there is room', () => {
    const { key } = open('c-1').draft
    const { sqlite } = at.desk
    const room = sqlite.pragma('max_page_count', { simple: true })
    sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`)
    const note = 'x'.repeat(500)
    // Fill the free space of the last pages first.
    const kinds = Array.from({ length: 60 }, (_, index) => {
      addCharge(at.copy, `full-${index}`)
      const opened = at.refunds.openDraft({ chargeId: `full-${index}` })
      if (!opened.ok) return opened.failure.kind
      const wish = {
        key: opened.value.draft.key,
        amountMinor: 1,
        reason: 'other',
        keepChargeId: null,
        note,
        expectedRefundedMinor: 0,
      } as const
      return kindOf(at.refunds.submit(wish))
    })
    expect(kinds.at(-1)).toBe('disk_full')
    expect(kinds.filter((kind) => kind !== 'disk_full').every((kind) => kind === 'ok')).toBe(true)
    const queued = kinds.filter((kind) => kind === 'ok').length
    expect([count('intent'), count('outbox')]).toEqual([queued, queued])

    sqlite.pragma(`max_page_count = ${room}`)
    expect(expectOk(submit(at, 'c-1', { note })).key).toBe(key)
  })
})

describe('the steps of an agent', () => {
  test('an agent takes back an intent that was never tried, and no other', async () => {
    const first = expectOk(submit(at, 'c-1'))
    expect(expectOk(at.refunds.cancel({ key: first.key }))).toMatchObject({ state: 'cancelled', endedAt: at.time.now })
    expect(count('outbox')).toBe(0)
    const second = expectOk(submit(at, 'c-1'))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(second.key).state === 'confirmed')
    expect(kindOf(at.refunds.cancel({ key: second.key }))).toBe('changed_meanwhile')
    expect(kindOf(at.refunds.cancel({ key: randomUUID() }))).toBe('not_found')
    expect(central.ledger.size).toBe(1)
  })

  test('an agent takes back only their own intents', async () => {
    const { key } = expectOk(submit(at, 'c-1'))
    await at.session.signOut()
    expectOk(await at.session.signIn('bob', 'bob'))
    expect(kindOf(at.refunds.cancel({ key }))).toBe('not_allowed')
    expect(at.row(key).state).toBe('queued')
  })

  test('an agent marks a refusal as seen', async () => {
    central.tricks.push(tricks.say(422, { code: 'exceeds_captured', executed: false }))
    const { key } = expectOk(submit(at, 'c-1'))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'refused')
    expect(at.row(key)).toMatchObject({ problemCode: 'exceeds_captured', acknowledgedAt: null })
    expectOk(at.refunds.acknowledge({ key }))
    expect(at.row(key).acknowledgedAt).toBe(at.time.now)
    expect(kindOf(submit(at, 'c-1'))).toBe('ok')
  })
})

describe('the feed', () => {
  const fromFeed = (key: string, state: string, updatedAt: number, amountMinor = 13_999) => ({
    ...(listRefundsOf(at.copy, 'c-1')[0] ?? expect.fail()),
    id: 're-1',
    state,
    updatedAt,
    amountMinor,
    idempotencyKey: key,
  })
  beforeEach(() => addRefund(at.copy, { id: 're-x', chargeId: 'c-1', amountMinor: 1, state: 'failed' }))

  test('settles an intent before the answer and after it, and an older state changes nothing', async () => {
    const { key } = expectOk(submit(at, 'c-1'))
    const settle = (state: string, updatedAt: number) =>
      expectOk(settleFromFeed(at.desk, [fromFeed(key, state, updatedAt)], at.time.now))
    expect(settle('pending_approval', 5)).toBe(1)
    expect(at.row(key).state).toBe('pending_approval')
    expect(settle('succeeded', 7)).toBe(1)
    expect(settle('pending', 6)).toBe(0)
    expect(settle('pending', 7)).toBe(0)
    expect(at.row(key)).toMatchObject({ state: 'confirmed', centralState: 'succeeded', refundId: 're-1' })
    expect(count('outbox')).toBe(0)
  })

  test('a confirmed refund that fails later needs a person, and the money can be given again once they have seen it', () => {
    const { key } = expectOk(submit(at, 'c-1'))
    expectOk(settleFromFeed(at.desk, [fromFeed(key, 'succeeded', 5)], at.time.now))
    expectOk(settleFromFeed(at.desk, [fromFeed(key, 'failed', 6)], at.time.now))
    expect(at.row(key)).toMatchObject({ state: 'needs_review', problemCode: 'failed' })
    const again = expectOk(submit(at, 'c-1'))
    expect(expectOk(at.refunds.acknowledge({ key })).state).toBe('refused')
    expect(at.row(again.key).state).toBe('queued')
  })

  test('a refund with our key and another amount needs a person', () => {
    const { key } = expectOk(submit(at, 'c-1'))
    expectOk(settleFromFeed(at.desk, [fromFeed(key, 'succeeded', 5, 1)], at.time.now))
    expect(at.row(key)).toMatchObject({ state: 'needs_review', problemCode: 'echo_amount' })
    expect(kindOf(at.refunds.acknowledge({ key }))).toBe('changed_meanwhile')
  })

  test('refunds of other desks settle no intent', () => {
    expect(expectOk(settleFromFeed(at.desk, listRefundsOf(at.copy, 'c-1'), at.time.now))).toBe(0)
  })
})
