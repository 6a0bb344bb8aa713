import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextState, REFUND_EVENTS } from '../../../../../src/main/engine/domain/refund/state.ts'
import { appendAudit } from '../../../../../src/main/engine/store/desk/audit.ts'
import { insertIntent } from '../../../../../src/main/engine/store/desk/intent-steps.ts'
import type { Gateway, IntentState, RefundReason } from '../../../../../src/shared/model/index.ts'
import { GATEWAYS, INTENT_STATES, REFUND_REASONS } from '../../../../../src/shared/model/lists.ts'
import { expectOk, leaveDesk, openDesk, type WorkingDesk } from '../../working-desk.ts'

let at: WorkingDesk

beforeEach(() => {
  at = openDesk({ url: 'http://127.0.0.1:9' })
})

afterEach(() => leaveDesk(at))

const run = (sql: string) => at.desk.sqlite.exec(sql)
const pluck = (sql: string) => at.desk.sqlite.prepare(sql).pluck().all()

function wish(
  key: string,
  chargeId: string,
  { gateway = 'old', reason = 'other' }: { gateway?: Gateway; reason?: RefundReason } = {},
): void {
  const wish = {
    key,
    agentId: 'u-ada',
    agentName: 'Ada Agent',
    chargeId,
    amountMinor: 100,
    currency: 'USD',
    reason,
    keepChargeId: reason === 'duplicate' ? 'c-kept' : null,
    note: '',
    expectedRefundedMinor: 0,
    body: Buffer.from('{}'),
    bodySha256: 'x',
    gateway,
    createdAt: 1,
    bookingId: 'r',
    bookingReference: 'K3J9QX',
    travellerName: 'Davey Jones',
    flightNumber: 'EI164',
    departure: '2027-02-28T20:15',
    cardLast4: '4242',
    cardBrand: 'visa',
  }
  expectOk(at.desk.write('submit', () => insertIntent(at.desk, wish)))
}

test('every table is STRICT', () => {
  const lax = pluck(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE '__drizzle%'",
  )
  expect(lax).toEqual([])
})

test('the table of intents accepts every gateway and reason of the closed lists, and no other gateway', () => {
  for (const [index, gateway] of GATEWAYS.entries()) {
    for (const reason of REFUND_REASONS) wish(`k-${index}-${reason}`, `c-${index}-${reason}`, { gateway, reason })
  }
  expect(pluck('SELECT count(*) FROM intent')).toEqual([GATEWAYS.length * REFUND_REASONS.length])
  expect(() => run("UPDATE intent SET gateway = 'third'")).toThrow('intent_gateway_is_known')
})

describe('an intent', () => {
  beforeEach(() => wish('k-1', 'c-1'))

  test.each([
    'key',
    'agent_id',
    'charge_id',
    'keep_charge_id',
    'amount_minor',
    'currency',
    'reason',
    'note',
    'expected_refunded_minor',
    'body',
    'body_sha256',
    'created_at',
  ])('keeps its %s for ever', (column) => {
    expect(() => run(`UPDATE intent SET ${column} = ${column}`)).toThrow('what an intent promises is frozen')
  })

  test('is never deleted', () => {
    expect(() => run('DELETE FROM intent')).toThrow('an intent is never deleted')
  })

  test('has a unique key, and is the only live intent of its charge', () => {
    expect(() => wish('k-1', 'c-2')).toThrow('UNIQUE constraint failed: intent.key')
    expect(() => wish('k-2', 'c-1')).toThrow('UNIQUE constraint failed: intent.charge_id')
    run("UPDATE intent SET state = 'refused', ended_at = 5")
    wish('k-2', 'c-1')
    expect(pluck('SELECT key FROM intent ORDER BY seq')).toEqual(['k-1', 'k-2'])
  })

  test('is sent only with a counted attempt, and its count never falls', () => {
    expect(() => run("UPDATE intent SET state = 'sending'")).toThrow('counted before it starts')
    run("UPDATE intent SET state = 'sending', attempts = 1")
    expect(() => run('UPDATE intent SET attempts = 0')).toThrow('attempts only grow')
    run("UPDATE intent SET state = 'unknown'")
  })

  test('is cancelled only while it was never tried', () => {
    run('UPDATE intent SET attempts = 1')
    expect(() => run("UPDATE intent SET state = 'cancelled', ended_at = 5")).toThrow('never tried')
  })

  test('has an end exactly when its state is an ended one', () => {
    expect(() => run('UPDATE intent SET ended_at = 5')).toThrow('intent_end_fits_state')
    expect(() => run("UPDATE intent SET state = 'confirmed'")).toThrow('intent_end_fits_state')
    expect(() => run("UPDATE intent SET gateway = 'third'")).toThrow('intent_gateway_is_known')
  })
})

test("the trigger allows the moves of the state machine's table and no others", () => {
  const inTable = (from: IntentState, to: IntentState) => REFUND_EVENTS.some((event) => nextState(from, event) === to)
  const ended = (state: IntentState) => (['confirmed', 'refused', 'cancelled'].includes(state) ? '5' : 'NULL')
  // Each state is set without the triggers, so that each pair is tried by itself.
  const triggers = at.desk.sqlite.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string
    sql: string
  }[]
  for (const from of INTENT_STATES) {
    for (const to of INTENT_STATES) {
      const key = `${from}>${to}`
      wish(key, key)
      for (const { name } of triggers) run(`DROP TRIGGER ${name}`)
      run(`UPDATE intent SET state = '${from}', ended_at = ${ended(from)} WHERE key = '${key}'`)
      for (const { sql } of triggers) run(sql)
      const attempts = to === 'sending' && from !== 'sending' ? 'attempts + 1' : 'attempts'
      const move = () =>
        run(`UPDATE intent SET state = '${to}', attempts = ${attempts}, ended_at = ${ended(to)} WHERE key = '${key}'`)
      if (from === to || inTable(from, to)) expect(move, key).not.toThrow()
      else expect(move, key).toThrow('cannot move like this')
    }
  }
})

test('the audit accepts new rows and nothing else', () => {
  appendAudit(at.desk, {
    at: 1,
    who: null,
    subject: 'customer',
    subjectId: 'r',
    fromState: null,
    toState: null,
    why: 'revealed',
  })
  expect(() => run("UPDATE audit SET why = 'x'")).toThrow('append-only')
  expect(() => run('DELETE FROM audit')).toThrow('append-only')
})
