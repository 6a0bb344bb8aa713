import { setImmediate as giveWay, setTimeout as sleepFor } from 'node:timers/promises'
import type { EngineQuestion, FromEngine, ToEngine } from '../../shared/engine-protocol.ts'
import { describeError } from '../../shared/log/scrub.ts'
import type { Result } from '../../shared/model/index.ts'
import { openDesk } from './open-desk.ts'
import { BURST_PAUSE_MS } from './outbox/burst.ts'

/**
 * The supervised child: opens the desk on the store, starts sync and outbox, and answers main. It has no windows and no
 * log file of its own; an uncaught error goes to main's log, then the process ends and the supervisor starts another.
 */
const port = process.parentPort
const tell = (message: FromEngine): void => port.postMessage(message)

let lastKeepId = 0
const keeping = new Map<number, () => void>()
let desk: ReturnType<typeof openDesk> | null = null

port.on('message', ({ data }: { data: ToEngine }) => void hear(data))
process.on('uncaughtException', endWith('uncaught exception'))
process.on('unhandledRejection', endWith('unhandled rejection'))

async function hear(message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'start':
      desk = openDesk(message.config, message.keptSession, {
        fetch: globalThis.fetch,
        clock: Date.now,
        random: Math.random,
        stopwatch: () => performance.now(),
        newKey: () => crypto.randomUUID(),
        setTimer: (ms, then) => {
          const timer = setTimeout(then, ms)
          return () => clearTimeout(timer)
        },
        burstPauseMs: BURST_PAUSE_MS,
        sleep: (ms, signal) => sleepFor(ms, undefined, { signal }).catch(() => undefined),
        giveWay: () => giveWay(),
        log: (record) => tell({ type: 'log', record }),
        changed: (topics) => tell({ type: 'changed', topics }),
        keepSession,
        reached: () => {},
      })
      tell({ type: 'started' })
      return
    case 'ask':
      tell({ type: 'answer', id: message.id, result: await answer(message.channel, message.argument) })
      return
    case 'sessionKept':
      keeping.get(message.id)?.()
      keeping.delete(message.id)
      return
    case 'wake':
      desk?.wake()
      return
    case 'stop':
      await desk?.stop()
      process.exit(0)
  }
}

/**
 * A bug in one answer is written down and told as such. It does not end the engine: its transaction is undone, and the
 * question would only be asked again.
 */
async function answer(question: EngineQuestion, argument: unknown): Promise<Result<unknown>> {
  try {
    if (desk === null) throw new Error('once: asked before the start')
    return await desk.answer(question, argument)
  } catch (error) {
    const record = {
      level: 'error',
      scope: 'engine',
      message: 'an answer failed',
      error: describeError(error),
    } as const
    tell({ type: 'log', record: { ...record, fields: { channel: question } } })
    return { ok: false, failure: { kind: 'internal' } }
  }
}

/** Resolves when main has made the session durable. */
function keepSession(session: string | null): Promise<void> {
  lastKeepId += 1
  const id = lastKeepId
  return new Promise((resolve) => {
    keeping.set(id, resolve)
    tell({ type: 'keepSession', id, session })
  })
}

function endWith(message: string): (error: unknown) => void {
  return (error) => {
    tell({
      type: 'log',
      record: { level: 'error', scope: 'crash', message: `engine: ${message}`, error: describeError(error) },
    })
    // The line is on its way to main over a pipe: the process may end when it has been handed over.
    setTimeout(() => process.exit(1), 50)
  }
}
