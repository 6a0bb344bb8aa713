import { setImmediate as giveWay, setTimeout as sleepFor } from 'node:timers/promises'
import type { EngineQuestion, FromEngine, ToEngine } from '../../shared/engine-protocol.ts'
import { describeError } from '../../shared/log/scrub.ts'
import type { Result } from '../../shared/model/index.ts'
import { openDesk } from './open-desk.ts'
import { BURST_PAUSE_MS } from './outbox/burst.ts'

/**
 * The engine process: it opens the desk and answers main. It has no windows and no log file. After an uncaught error it sends the
 * error to the log of main and ends, and the supervisor starts another.
 */
const port = process.parentPort
const send = (message: FromEngine): void => port.postMessage(message)

let lastKeepId = 0
const keeping = new Map<number, () => void>()
let desk: ReturnType<typeof openDesk> | null = null

port.on('message', ({ data }: { data: ToEngine }) => void receive(data))
process.on('uncaughtException', endWith('uncaught exception'))
process.on('unhandledRejection', endWith('unhandled rejection'))

async function receive(message: ToEngine): Promise<void> {
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
        log: (record) => send({ type: 'log', record }),
        changed: (topics) => send({ type: 'changed', topics }),
        keepSession,
        reached: () => {},
      })
      send({ type: 'started' })
      return
    case 'ask':
      send({ type: 'answer', id: message.id, result: await answer(message.channel, message.argument) })
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
 * Answers a question. An exception becomes `internal` and goes to the log. It does not end the engine: SQLite has undone the
 * transaction, and after a restart the screen would only ask the same question again.
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
    send({ type: 'log', record: { ...record, fields: { channel: question } } })
    return { ok: false, failure: { kind: 'internal' } }
  }
}

/** Sends the session to main; resolves when main has made it durable. */
function keepSession(session: string | null): Promise<void> {
  lastKeepId += 1
  const id = lastKeepId
  return new Promise((resolve) => {
    keeping.set(id, resolve)
    send({ type: 'keepSession', id, session })
  })
}

function endWith(message: string): (error: unknown) => void {
  return (error) => {
    send({
      type: 'log',
      record: { level: 'error', scope: 'crash', message: `engine: ${message}`, error: describeError(error) },
    })
    // The record goes to main over a pipe, which needs a moment before the process may end.
    setTimeout(() => process.exit(1), 50)
  }
}
