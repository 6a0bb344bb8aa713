import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Supervisor } from '../../../src/main/shell/supervisor.ts'
import type { EngineConfig, LogRecord } from '../../../src/shared/engine-protocol.ts'
import type { Topic } from '../../../src/shared/model/index.ts'
import { UtilityProcesses } from '../../host/utility-process.ts'

const config: EngineConfig = {
  storeFolder: '/nowhere',
  journalFile: '/nowhere/refunds.jsonl',
  migrationsFolder: '/nowhere',
  centralUrl: 'http://127.0.0.1:1',
  release: '0.0.0',
  tokensKept: 'memory',
}

let processes: UtilityProcesses
let supervisor: Supervisor
let kept: string | null
let logged: LogRecord[]
let delays: number[]
let clock: number
let waiters: { topic: Topic; resolve: () => void }[]

/** Resolves when the supervisor next reports a change of this topic. */
const nextChange = (topic: Topic) => new Promise<void>((resolve) => waiters.push({ topic, resolve }))

beforeEach(() => {
  processes = new UtilityProcesses(() => undefined)
  kept = null
  logged = []
  delays = []
  clock = 0
  waiters = []
  supervisor = new Supervisor({
    fork: () => processes.fork(join(import.meta.dirname, 'scripted-engine.ts')),
    startMessage: async () => ({ type: 'start', config, keptSession: kept }),
    onChanged: (topics) => {
      const matching = waiters.filter(({ topic }) => topics.includes(topic))
      waiters = waiters.filter((waiter) => !matching.includes(waiter))
      for (const { resolve } of matching) resolve()
    },
    keepSession: async (session) => {
      kept = session
    },
    log: (record) => logged.push(record),
    setTimer: (run, delayMs) => {
      // The five seconds for a stop are real; the pauses between restarts are skipped.
      if (delayMs === 5_000) return
      delays.push(delayMs)
      setImmediate(run)
    },
    now: () => clock,
  })
})

afterEach(() => supervisor.stop())

const RESTARTING = { ok: false, failure: { kind: 'engine_restarting' } }

test("a question before the engine is up fails with engine_restarting, and afterwards gets the engine's answer", async () => {
  const up = nextChange('copy')
  const starting = supervisor.start()
  expect(await supervisor.ask('search', { text: 'early' })).toEqual(RESTARTING)
  await starting
  await up
  expect(await supervisor.ask('search', { text: 'hello' })).toEqual({ ok: true, value: 'hello nothing kept' })
})

test('an engine that dies fails the open questions, is restarted, and gets the session again', async () => {
  const up = nextChange('copy')
  await supervisor.start()
  await up
  const keptNow = nextChange('session')
  await supervisor.ask('search', { text: 'keep' })
  await keptNow
  const unanswered = supervisor.ask('search', { text: 'silence' })
  const back = nextChange('copy')
  expect(await supervisor.ask('search', { text: 'die' })).toEqual(RESTARTING)
  expect(await unanswered).toEqual(RESTARTING)
  await back
  expect(await supervisor.ask('search', { text: 'again' })).toEqual({ ok: true, value: 'again tokens' })
  expect(logged.map(({ message }) => message)).toContain('engine ended, restarting')
})

test('an engine that dies again and again is restarted after growing pauses, and one that lived long after the first pause', async () => {
  const dies = async () => {
    const up = nextChange('copy')
    if (delays.length === 0) await supervisor.start()
    await up
  }
  for (let times = 0; times < 5; times += 1) {
    await dies()
    await supervisor.ask('search', { text: 'die' })
  }
  await nextChange('copy')
  expect(delays).toEqual([100, 500, 2_000, 10_000, 10_000])
  clock += 61_000
  await supervisor.ask('search', { text: 'die' })
  expect(delays.at(-1)).toBe(100)
})

test('after a stop the engine is not restarted', async () => {
  const up = nextChange('copy')
  await supervisor.start()
  await up
  await supervisor.stop()
  expect(await supervisor.ask('search', { text: 'hello' })).toEqual(RESTARTING)
  expect(logged).toEqual([])
})
