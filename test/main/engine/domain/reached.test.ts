import { expect, test } from 'vitest'
import { REACHED_STEPS } from '../../../../src/main/engine/domain/reached.ts'
import { startScriptedCentral } from '../scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, submit } from '../working-desk.ts'

test('a refund passes its named steps in order', async () => {
  const central = await startScriptedCentral()
  const reached: string[] = []
  const at = await openSignedIn({ url: central.url, chargeIds: ['c-1'], reached: (step) => reached.push(step) })
  at.outbox.start()
  await at.time.flowUntil(at.outbox.isOnline)
  reached.length = 0
  const { key } = expectOk(submit(at, 'c-1'))
  await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  await leaveDesk(at)
  await central.stop()
  const phases = (write: string) => ['begun', 'in_transaction', 'committed', 'journaled'].map((it) => `${write}_${it}`)
  expect(reached).toEqual([
    ...phases('draft'),
    ...phases('submit'),
    ...phases('attempt'),
    'request_begun',
    'reply_read',
    ...phases('answer'),
  ])
  expect(new Set(REACHED_STEPS).size).toBe(REACHED_STEPS.length)
})
