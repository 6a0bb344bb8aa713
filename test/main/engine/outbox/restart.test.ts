import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listAudit } from '../../../../src/main/engine/store/desk/audit.ts'
import { type ScriptedCentral, startScriptedCentral, tricks } from '../scripted-central.ts'
import { expectOk, makeFolder, openDesk, removeFolder, type WorkingDesk } from '../working-desk.ts'

let central: ScriptedCentral
let folder: string
let child: ChildProcess
let at: WorkingDesk | null

beforeEach(async () => {
  folder = makeFolder()
  central = await startScriptedCentral()
  at = null
})

afterEach(async () => {
  child.kill('SIGKILL')
  await at?.close()
  await central.stop()
  removeFolder(folder)
})

/** Starts a desk in its own process that signs in, submits a refund of `c-1` and sends it. Resolves to the key. */
async function startSendingDesk(): Promise<string> {
  child = fork(join(import.meta.dirname, 'sending-process.ts'), [central.url, folder], {
    execArgv: [],
    serialization: 'advanced',
  })
  const [key] = (await once(child, 'message')) as [string]
  return key
}

async function killAndReopen(key: string): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  const again = openDesk({ url: central.url, folder })
  at = again
  expect(again.row(key).state).toBe('sending')
  expectOk(await again.session.signIn('ada', 'ada'))
  again.outbox.start()
  expect(again.row(key).state).toBe('unknown')
  await again.time.flowUntil(() => again.row(key).state === 'confirmed')
}

function expectSameBytesAndOneRefund(key: string, requests: number): void {
  const sent = central.refundRequests()
  expect(sent).toHaveLength(requests)
  expect(new Set(sent.map((it) => `${it.headers['idempotency-key']} ${it.body}`)).size).toBe(1)
  expect([...central.ledger.keys()]).toEqual([key])
}

test('killed after the central service has given the refund, before the reply: the same key and bytes are sent, and one refund is given', async () => {
  central.tricks.push((_request, _response, honest) => honest() !== null)
  const key = await startSendingDesk()
  await expect.poll(() => central.ledger.size).toBe(1)
  await killAndReopen(key)
  expectSameBytesAndOneRefund(key, 2)
})

test('killed while the request is under way, with nothing executed: the refund is sent again, and one refund is given', async () => {
  central.tricks.push(tricks.stall)
  const key = await startSendingDesk()
  await expect.poll(() => central.refundRequests().length).toBe(1)
  await killAndReopen(key)
  expectSameBytesAndOneRefund(key, 2)
  const steps = listAudit(at?.desk ?? expect.fail(), 'refund', key).map((step) => [
    step.fromState,
    step.toState,
    step.why,
  ])
  expect(steps).toEqual([
    [null, 'queued', 'submitted'],
    ['queued', 'sending', 'attempt_1'],
    ['sending', 'unknown', 'restart'],
    ['unknown', 'sending', 'attempt_2'],
    ['sending', 'confirmed', 'pending'],
  ])
})
