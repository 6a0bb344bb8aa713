import { expect, test } from 'vitest'
import { REACHED_STEPS } from '../../../src/main/domain/reached.ts'
import { startScriptedCentral } from '../scripted-central.ts'
import { addCharge, expectOk, makeFolder, openDesk, removeFolder, submit } from '../working-desk.ts'

test('a refund comes by its named steps, each in its place', async () => {
  const folder = makeFolder()
  const central = await startScriptedCentral()
  const reached: string[] = []
  const at = openDesk({ url: central.url, folder, reached: (step) => reached.push(step) })
  addCharge(at.copy, 'c-1')
  expectOk(await at.session.signIn('ada', 'ada'))
  at.outbox.start()
  await at.time.flowUntil(at.outbox.isOnline)
  reached.length = 0
  const { key } = expectOk(submit(at, 'c-1'))
  await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  await at.close()
  await central.stop()
  removeFolder(folder)
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
