import type { UtilityProcess } from 'electron'
import type { EngineQuestion, FromEngine, Log, ToEngine } from '../../shared/engine-protocol.ts'
import type { Result } from '../../shared/model/index.ts'

/** What the supervisor needs from main. */
export interface SupervisorPorts {
  /** Starts an engine process: Electron's `utilityProcess.fork` with the engine's entry. */
  readonly fork: () => UtilityProcess
  /** Makes the first message of an engine process, with the session that main keeps. */
  readonly startMessage: () => Promise<Extract<ToEngine, { type: 'start' }>>
  /** Passes to the screen what changed in the engine. */
  readonly onChanged: (topics: Extract<FromEngine, { type: 'changed' }>['topics']) => void
  /** Makes the session durable; null forgets it. */
  readonly keepSession: (session: string | null) => Promise<void>
  readonly log: Log
  readonly setTimer: (run: () => void, delayMs: number) => void
  /** The time in UTC ms. */
  readonly now: () => number
}

/**
 * The delays before each restart in a row: short at first, so that an agent hardly sees it; long when the engine keeps
 * dying.
 */
const RESTART_DELAYS_MS = [100, 500, 2_000, 10_000]
/** An engine that ran this long was healthy: the next restart is quick again. */
const HEALTHY_AFTER_MS = 60_000
/** The engine has this long to finish what it is sending when the desk closes. */
const STOP_WITHIN_MS = 5_000

const RESTARTING: Result<never> = { ok: false, failure: { kind: 'engine_restarting' } }

/**
 * Keeps one engine process running and passes questions to it. A question that an engine did not answer before it died
 * is answered with `engine_restarting`. Everything that the engine promised is on disk, so asking again is always safe.
 */
export class Supervisor {
  readonly #ports: SupervisorPorts
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>()
  #engine: UtilityProcess | null = null
  #started = false
  #startedAt = 0
  #restarts = 0
  #lastId = 0
  #stopping = false

  constructor(ports: SupervisorPorts) {
    this.#ports = ports
  }

  /** Starts the engine, and starts it again each time it dies, until `stop`. */
  async start(): Promise<void> {
    const message = await this.#ports.startMessage()
    if (this.#stopping) return
    const engine = this.#ports.fork()
    this.#engine = engine
    this.#startedAt = this.#ports.now()
    engine.on('message', (received: FromEngine) => this.#receive(engine, received))
    engine.on('exit', (exitCode) => this.#onExit(engine, exitCode))
    post(engine, message)
  }

  /**
   * Asks the engine one question. Fails with `engine_restarting` when no engine runs, or when it dies before it
   * answers.
   */
  ask(channel: EngineQuestion, argument: unknown): Promise<Result<unknown>> {
    const engine = this.#engine
    if (!engine || !this.#started) return Promise.resolve(RESTARTING)
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      post(engine, { type: 'ask', id, channel, argument })
    })
  }

  /** Tells the engine that the machine woke up, so that it tries its connections at once. */
  wake(): void {
    if (this.#engine) post(this.#engine, { type: 'wake' })
  }

  /**
   * Asks the engine to finish what it is sending and to end; kills it after five seconds. Resolves when it has ended.
   */
  stop(): Promise<void> {
    this.#stopping = true
    const engine = this.#engine
    if (!engine) return Promise.resolve()
    return new Promise((resolve) => {
      engine.on('exit', () => resolve())
      post(engine, { type: 'stop' })
      this.#ports.setTimer(() => engine.kill(), STOP_WITHIN_MS)
    })
  }

  #receive(engine: UtilityProcess, message: FromEngine): void {
    switch (message.type) {
      case 'started':
        this.#started = true
        this.#ports.onChanged(['session', 'status', 'copy', 'queue'])
        return
      case 'answer':
        this.#waiting.get(message.id)?.(message.result)
        this.#waiting.delete(message.id)
        return
      case 'changed':
        this.#ports.onChanged(message.topics)
        return
      case 'keepSession':
        void this.#keepSession(engine, message)
        return
      case 'log':
        this.#ports.log(message.record)
    }
  }

  async #keepSession(engine: UtilityProcess, message: Extract<FromEngine, { type: 'keepSession' }>): Promise<void> {
    await this.#ports.keepSession(message.session).catch(() => {
      this.#ports.log({ level: 'error', scope: 'session', message: 'the session could not be kept' })
    })
    post(engine, { type: 'sessionKept', id: message.id })
  }

  #onExit(engine: UtilityProcess, exitCode: number): void {
    if (engine !== this.#engine) return
    this.#engine = null
    this.#started = false
    for (const answer of this.#waiting.values()) answer(RESTARTING)
    this.#waiting.clear()
    if (this.#stopping) return
    if (this.#ports.now() - this.#startedAt > HEALTHY_AFTER_MS) this.#restarts = 0
    const delayMs = RESTART_DELAYS_MS[Math.min(this.#restarts, RESTART_DELAYS_MS.length - 1)] ?? 0
    this.#restarts += 1
    this.#ports.log({
      level: 'error',
      scope: 'engine',
      message: 'engine ended, restarting',
      fields: { exitCode, dueInMs: delayMs },
    })
    this.#ports.onChanged(['status'])
    this.#ports.setTimer(() => void this.start(), delayMs)
  }
}

function post(engine: UtilityProcess, message: ToEngine): void {
  engine.postMessage(message)
}
