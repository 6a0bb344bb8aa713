import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { countQueue, listIntentsOfCharges, listQueue } from '../../../../../src/main/engine/features/queue/queue.ts'
import { writeReport } from '../../../../../src/main/engine/features/report/report.ts'
import { addCharge } from '../../copy-rows.ts'
import { type ScriptedCentral, startScriptedCentral, tricks } from '../../scripted-central.ts'
import { scansOf } from '../../store/plans.ts'
import { expectOk, kindOf, leaveDesk, openSignedIn, submit, type WorkingDesk } from '../../working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk
const day = { dayStart: 1_800_000_000_000, dayEnd: 1_800_000_000_000 + 86_400_000 }

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1', 'c-2', 'c-3', 'c-4'] })
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

const ports = () => at.view
const counts = () => countQueue(ports())
const states = () => {
  const { waiting, today } = expectOk(listQueue(ports(), day))
  return {
    waiting: waiting.map((it) => [it.chargeId, it.waitingFor]),
    today: today.map((it) => [it.chargeId, it.state]),
  }
}

describe('the queue', () => {
  test('shows waiting refunds with what they wait for, and the refunds of the day, newest first', async () => {
    central.tricks.push(tricks.say(422, { code: 'not_captured', executed: false }))
    const refused = expectOk(submit(at, 'c-1'))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(refused.key).state === 'refused')
    central.refundState = 'pending_approval'
    const above = expectOk(submit(at, 'c-2'))
    await at.time.flowUntil(() => at.row(above.key).state === 'pending_approval')
    central.refundState = 'succeeded'
    const paid = expectOk(submit(at, 'c-3'))
    await at.time.flowUntil(() => at.row(paid.key).state === 'confirmed')
    central.tricks.push(tricks.say(503, {}, { 'retry-after': '600' }))
    const late = expectOk(submit(at, 'c-4'))
    await at.time.flowUntil(() => at.row(late.key).state === 'unknown')

    expect(states()).toEqual({
      waiting: [
        ['c-4', 'retry'],
        ['c-2', 'approval'],
        ['c-1', 'person'],
      ],
      today: [
        ['c-4', 'unknown'],
        ['c-3', 'confirmed'],
        ['c-2', 'pending_approval'],
        ['c-1', 'refused'],
      ],
    })
    const waiting = expectOk(listQueue(ports(), day)).waiting
    expect(waiting[0]?.dueAt).toBeGreaterThanOrEqual(at.time.now + 590_000)
    expect(counts()).toEqual({ queued: 1, needsYou: 1, waitingForSignIn: 0 })
    expect(listIntentsOfCharges(ports(), ['c-3', 'c-4']).map((it) => it.centralState)).toEqual([null, 'succeeded'])

    expectOk(at.refunds.acknowledge({ key: refused.key }))
    expect(states().waiting).not.toContainEqual(['c-1', 'person'])
    expect(counts().needsYou).toBe(0)
  })

  test('shows another agent the waiting refunds and whose they are; the list of the day holds their own', async () => {
    expectOk(submit(at, 'c-1'))
    await at.session.signOut()
    expect(kindOf(listQueue(ports(), day))).toBe('signed_out')
    expect(counts()).toEqual({ queued: 1, needsYou: 0, waitingForSignIn: 1 })
    expectOk(await at.session.signIn('bob', 'bob'))
    expect(states()).toEqual({ waiting: [['c-1', 'owner']], today: [] })
  })

  test('each intent costs one look-up more in its list, and the look-up uses an index', () => {
    let count = 0
    const statementsFor = (wanted: number): string[] => {
      for (; count < wanted; count += 1) {
        addCharge(at.copy, `many-${count}`)
        expectOk(submit(at, `many-${count}`))
      }
      const prepare = vi.spyOn(at.desk.sqlite, 'prepare')
      expect(expectOk(listQueue(ports(), day)).waiting).toHaveLength(wanted)
      const statements = prepare.mock.calls.map(([sql]) => sql)
      prepare.mockRestore()
      return statements
    }
    // The first list also compiles what is kept for the next ones.
    statementsFor(1)
    const few = statementsFor(10)
    const many = statementsFor(60)
    // An intent of today that waits is in both lists.
    expect(many.length - few.length).toBe(2 * 50)
    const repeated = new Set(many.filter((sql, index) => many.indexOf(sql) < index))
    expect(repeated.size).toBe(1)
    for (const sql of repeated) expect(scansOf(at.desk, sql), sql).toEqual([])
  })
})

describe('the report', () => {
  const report = () =>
    expectOk(writeReport(ports(), day))
      .csv.slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))

  test('holds the day of one agent, oldest first, with exact decimals for each currency', async () => {
    addCharge(at.copy, 'yen', { amountMinor: 18_000, currency: 'JPY' })
    addCharge(at.copy, 'dinar', { amountMinor: 5_005, currency: 'KWD' })
    expectOk(submit(at, 'yen', { amountMinor: 18_000 }))
    expectOk(submit(at, 'dinar', { amountMinor: 5 }))
    const paid = expectOk(submit(at, 'c-1'))
    central.refundState = 'succeeded'
    at.outbox.start()
    await at.time.flowUntil(() => at.row(paid.key).state === 'confirmed')
    const [head = [], ...lines] = report()
    const column = (name: string) => lines.map((line) => line[head.indexOf(name)])
    expect(column('amount')).toEqual(['18000', '0.005', '139.99'])
    expect(column('currency')).toEqual(['JPY', 'KWD', 'USD'])
    expect(column('state').at(-1)).toBe('paid')
    expect(column('time')[0]).toBe('2027-01-15T08:00:00.000Z')
    expect(column('booking')[0]).toBe('K3J9QX')
  })

  test('is safe against formulas in typed text', () => {
    addCharge(at.copy, 'odd', {}, { givenName: '=HYPERLINK("http://x","Davey")' })
    expectOk(submit(at, 'odd', { note: '@SUM(A1:A9), "quoted"\nand more' }))
    const { csv } = expectOk(writeReport(ports(), day))
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""Davey"") Jones"`)
    expect(csv).toContain(`"'@SUM(A1:A9), ""quoted""\nand more"`)
  })

  test('holds no other day and no other agent', async () => {
    expectOk(submit(at, 'c-1'))
    expect(
      expectOk(writeReport(ports(), { dayStart: day.dayStart + 1_000, dayEnd: day.dayEnd })).csv.split('\r\n'),
    ).toHaveLength(2)
    await at.session.signOut()
    expect(kindOf(writeReport(ports(), day))).toBe('signed_out')
    expectOk(await at.session.signIn('bob', 'bob'))
    expect(report()).toHaveLength(1)
  })
})
