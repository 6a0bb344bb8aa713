import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReachedStep } from '../../src/main/engine/domain/reached.ts'
import { listIntentsOf } from '../../src/main/engine/store/desk/intents.ts'
import { readLine } from '../../src/main/engine/store/journal/journal-line.ts'
import { type ScriptedCentral, startScriptedCentral } from '../main/engine/scripted-central.ts'
import {
  expectOk,
  journalOf,
  makeFolder,
  openDesk,
  removeFolder,
  type WorkingDesk,
} from '../main/engine/working-desk.ts'
import { bundle } from './bundle.ts'

let program: string
let central: ScriptedCentral
let folder: string
let at: WorkingDesk | null

beforeAll(async () => {
  program = await bundle('main/engine/outbox/sending-process.ts')
})
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }))
beforeEach(async () => {
  folder = makeFolder()
  central = await startScriptedCentral()
  at = null
})
afterEach(async () => {
  await at?.close()
  await central.stop()
  removeFolder(folder)
})

/**
 * Runs a desk that kills itself at this step of its first refund, then reopens its files; also gives the promised keys.
 */
async function dieAndReopen(step: ReachedStep): Promise<{ again: WorkingDesk; promised: string[] }> {
  const promised: string[] = []
  const child = fork(program, [central.url, folder, step], { execArgv: [] })
  child.on('message', (key) => promised.push(String(key)))
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  const again = openDesk({ url: central.url, folder })
  at = again
  return { again, promised }
}

async function signInAndSend(again: WorkingDesk): Promise<void> {
  expectOk(await again.session.signIn('ada', 'ada'))
  again.outbox.start()
  await again.time.flowUntil(again.outbox.isOnline)
}

/** The last state of this intent in the side journal. */
function journaledState(key: string): string | undefined {
  const lines = readFileSync(journalOf(folder), 'utf8').split('\n').filter(Boolean).map(readLine)
  return lines.filter((line) => line?.key === key).at(-1)?.progress.state
}

test.each([
  [1, 'submit_begun'],
  [2, 'submit_in_transaction'],
] as const)(
  'fault %i, killed at %s: there is no receipt and no row, and the desk opens with nothing queued',
  async (_fault, step) => {
    const { again, promised } = await dieAndReopen(step)
    expect(promised).toEqual([])
    expect(listIntentsOf(again.desk, ['c-1'])).toEqual([])
    await signInAndSend(again)
    expect(expectOk(again.refunds.openDraft({ chargeId: 'c-1' })).live).toBeNull()
    expect(central.refundRequests()).toEqual([])
  },
)

test.each([
  [3, 'submit_committed', 'queued', 1],
  [3, 'submit_journaled', 'queued', 1],
  [4, 'attempt_committed', 'sending', 1],
  [4, 'attempt_journaled', 'sending', 1],
  [5, 'request_begun', 'sending', null],
  [7, 'reply_read', 'sending', 2],
  [7, 'answer_begun', 'sending', 2],
  [8, 'answer_in_transaction', 'sending', 2],
  [8, 'answer_committed', 'confirmed', 1],
] as const)(
  'fault %i, killed at %s: the intent was %s, and ends confirmed with one refund',
  async (_fault, step, state, requests) => {
    const { again } = await dieAndReopen(step)
    const [row, ...others] = listIntentsOf(again.desk, ['c-1'])
    expect(others).toEqual([])
    if (row === undefined) return expect.fail('the row is missing')
    expect(row.state).toBe(state)
    expect(journaledState(row.key)).toBe(state)
    await signInAndSend(again)
    await again.time.flowUntil(() => again.row(row.key).state === 'confirmed')
    expect([...central.ledger.keys()]).toEqual([row.key])
    expect(journaledState(row.key)).toBe('confirmed')
    const sent = central.refundRequests()
    expect(new Set(sent.map(({ headers, body }) => `${headers['idempotency-key']} ${body}`)).size).toBe(1)
    // A request that has just begun may or may not have arrived.
    if (requests !== null) expect(sent).toHaveLength(requests)
  },
)
