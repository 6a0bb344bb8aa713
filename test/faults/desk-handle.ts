import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Dice } from '../central/demo/dice.ts'
import type { DeskMessage, DeskSetup, Order, ShownIntent } from './desk-orders.ts'
import { ImpatientPerson } from './impatient-person.ts'
import { changeFiles } from './store-files.ts'
import type { Tally } from './tally.ts'
import type { Wish } from './wishes.ts'

/** The share of the lives that end while the desk starts, and the latest time of such an end (real ms). */
const KILLED_EARLY = 0.1
const EARLY_MS = 600
/** The share of the lives that end at a named step of the engine, and the highest count at which the step ends them. */
const KILLED_AT_A_STEP = 0.6
const HIGHEST_COUNT = 20
/** The share of the lives with a wrong clock, and its errors. */
const WRONG_CLOCK = 0.1
const WRONG_BY_MS = [-86_400_000, 86_400_000, 3_600_000, -3_600_000]
const LOOK_WITHIN_MS = 5_000
const STOP_WITHIN_MS = 15_000

/** One desk on its files: a process that is killed and started again, with a person who presses its keys. */
export class DeskHandle {
  readonly person: ImpatientPerson
  readonly #program: string
  readonly #setup: Omit<DeskSetup, 'dieAt' | 'shiftMs' | 'seed'>
  readonly #index: number
  readonly #dice: Dice
  readonly #tally: Tally
  readonly #longestLifeMs: number
  #child: ChildProcess | null = null
  #mayDie = true
  #isStopping = false
  #killTimer: NodeJS.Timeout | undefined
  #dieAt: DeskSetup['dieAt'] = null
  #onShown: (intents: readonly ShownIntent[]) => void = () => {}

  constructor(options: {
    program: string
    setup: Omit<DeskSetup, 'dieAt' | 'shiftMs' | 'seed'>
    index: number
    dice: Dice
    tally: Tally
    wishes: readonly Wish[]
    /** The longest time from the ready message to the kill (real ms); a named step may end the life earlier. */
    longestLifeMs: number
  }) {
    this.#program = options.program
    this.#setup = options.setup
    this.#index = options.index
    this.#dice = options.dice
    this.#tally = options.tally
    this.#longestLifeMs = options.longestLifeMs
    const press = (wish: Wish) => this.#order({ type: 'press', wish })
    this.person = new ImpatientPerson({ ...options, desk: options.index, press })
  }

  start(): void {
    const dice = this.#dice
    this.#dieAt = this.#mayDie && dice.chance(KILLED_AT_A_STEP) ? this.#chooseStep() : null
    const shiftMs = dice.chance(WRONG_CLOCK) ? dice.pick(WRONG_BY_MS) : 0
    const setup: DeskSetup = { ...this.#setup, dieAt: this.#dieAt, shiftMs, seed: dice.int(1, 2 ** 31) }
    const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const
    const child = fork(this.#program, [JSON.stringify(setup)], { execArgv: [], stdio: [...stdio] })
    this.#child = child
    let printed = ''
    child.stderr?.on('data', (text) => {
      printed += String(text)
    })
    child.on('message', (message: DeskMessage) => this.#receive(message))
    child.once('exit', (code, signal) => this.#onExit(child, code, signal, printed))
    if (this.#mayDie && dice.chance(KILLED_EARLY)) this.#killIn(dice.int(20, EARLY_MS))
  }

  /** Stops the kills. A life that was to end at a step ends at once, and is the last one that ends so. */
  spare(): void {
    this.#mayDie = false
    clearTimeout(this.#killTimer)
    if (this.#dieAt !== null) this.#killIn(0)
  }

  /** Gives the intents that the queue of the desk shows; an empty list while the desk restarts. */
  look(): Promise<readonly ShownIntent[]> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve([]), LOOK_WITHIN_MS)
      this.#onShown = (intents) => {
        clearTimeout(timer)
        resolve(intents)
      }
      this.#order({ type: 'look' })
    })
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#killTimer)
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    this.#order({ type: 'stop' })
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await gone
    clearTimeout(impatience)
  }

  /** Kills the process for good. */
  destroy(): void {
    this.#isStopping = true
    clearTimeout(this.#killTimer)
    this.#child?.kill('SIGKILL')
  }

  #killIn(ms: number): void {
    clearTimeout(this.#killTimer)
    this.#killTimer = setTimeout(() => {
      this.#dieAt = null
      this.#child?.kill('SIGKILL')
    }, ms)
  }

  /** Chooses one of the steps with the fewest kills. Some steps come once in a life, others many times. */
  #chooseStep(): DeskSetup['dieAt'] {
    const steps = [...this.#tally.steps].sort(([, a], [, b]) => a - b).slice(0, 12)
    const [step] = this.#dice.pick(steps)
    return { step, nth: step.startsWith('mend') || this.#dice.chance(0.5) ? 1 : this.#dice.int(1, HIGHEST_COUNT) }
  }

  #receive(message: DeskMessage): void {
    switch (message.type) {
      case 'ready':
        if (this.#mayDie) this.#killIn(this.#dice.int(100, this.#longestLifeMs))
        this.person.startPressing()
        return
      case 'receipt':
        this.person.noteReceipt(message.wishId, message.key)
        return
      case 'pressed':
        this.person.notePressed(message.wishId, message.outcome)
        return
      case 'shown':
        this.#onShown(message.intents)
        return
      case 'log':
        this.#tally.crashes.push(`desk ${this.#index}: ${message.line}`)
    }
  }

  #order(order: Order): void {
    if (this.#child?.connected) this.#child.send(order, () => {})
  }

  #onExit(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null, printed: string): void {
    clearTimeout(this.#killTimer)
    if (child !== this.#child || this.#isStopping) return
    this.person.stopPressing()
    if (signal === 'SIGKILL') {
      this.#tally.kills += 1
      const step = this.#dieAt?.step
      if (step !== undefined) this.#tally.steps.set(step, (this.#tally.steps.get(step) ?? 0) + 1)
    } else {
      this.#tally.crashes.push(`desk ${this.#index} ended by itself (${code ?? signal}): ${printed.trim()}`)
    }
    if (this.#mayDie) changeFiles(this.#setup.folder, this.#dice, this.#tally)
    this.start()
  }
}
