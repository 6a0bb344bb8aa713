import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Argument, ChannelsOf } from '../../src/shared/contract.ts'
import type { FromEngine } from '../../src/shared/engine-protocol.ts'
import type { Result } from '../../src/shared/model/index.ts'

const root = join(import.meta.dirname, '../..')

/** The engine as main starts it: in its own process, reached over its own protocol. */
export interface RunningEngine {
  readonly ask: <C extends ChannelsOf<'engine'>>(channel: C, argument: Argument<C>) => Promise<Result<Answer<C>>>
  /** Resolves the next time that the engine reports changes in its copy. */
  readonly copyChanged: () => Promise<void>
  /** The session that the engine last asked main to keep. */
  readonly keptSession: () => string | null
  /** Asks the engine to end in order, and waits until it has ended. */
  readonly stop: () => Promise<void>
  readonly kill: () => void
}

/** How to start an engine. By default it runs from the sources, with nobody signed in. */
export interface EngineStart {
  /** The built engine's file. */
  readonly program?: string
  readonly keptSession?: string | null
}

/** Starts an engine with its files in `folder`. */
export async function startEngine(
  folder: string,
  centralUrl: string,
  { program = join(root, 'src/main/engine/index.ts'), keptSession = null }: EngineStart = {},
): Promise<RunningEngine> {
  const child = fork(program, [], {
    execArgv: ['--import', join(root, 'test/host/parent-port.ts')],
    serialization: 'advanced',
  })
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  const started = Promise.withResolvers<void>()
  let changed = Promise.withResolvers<void>()
  let lastId = 0
  let session = keptSession
  child.on('message', (message: FromEngine) => {
    if (message.type === 'started') started.resolve()
    if (message.type === 'changed' && message.topics.includes('copy')) {
      changed.resolve()
      changed = Promise.withResolvers()
    }
    if (message.type === 'keepSession') {
      session = message.session
      child.send({ type: 'sessionKept', id: message.id })
    }
    if (message.type !== 'answer') return
    waiting.get(message.id)?.(message.result)
    waiting.delete(message.id)
  })
  await once(child, 'spawn')
  const config = {
    storeFolder: join(folder, 'store'),
    journalFile: join(folder, 'journal', 'refunds.jsonl'),
    migrationsFolder: join(root, 'resources/migrations'),
    centralUrl,
    release: 'bench',
    tokensKept: 'memory',
  }
  child.send({ type: 'start', config, keptSession })
  await started.promise
  return {
    ask: (channel, argument) => {
      lastId += 1
      const answered = Promise.withResolvers<Result<unknown>>()
      waiting.set(lastId, answered.resolve)
      child.send({ type: 'ask', id: lastId, channel, argument })
      return answered.promise as Promise<Result<Answer<typeof channel>>>
    },
    copyChanged: () => changed.promise,
    keptSession: () => session,
    stop: async () => {
      const ended = once(child, 'exit')
      child.send({ type: 'stop' })
      await ended
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
