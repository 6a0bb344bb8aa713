import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Dice } from '../central/demo/dice.ts'
import type { DeskSetup, Order, Shown, Told } from './desk-orders.ts'
import { ImpatientPerson } from './impatient-person.ts'
import { meddle } from './store-files.ts'
import type { Tally } from './tally.ts'
import type { Wish } from './wishes.ts'

/** Part of the lives that end while they begin, and within what time (real ms). */
const EARLY_DEATH = 0.1
const EARLY_MS = 600
/** Part of the lives that are to end at a named step of the engine, and at which time they come there, at most. */
const DEATH_AT_A_STEP = 0.6
const LATEST_TIME = 20
/** Part of the lives whose clock is wrong, and by what. */
const WRONG_CLOCK = 0.1
const WRONG_BY_MS = [-86_400_000, 86_400_000, 3_600_000, -3_600_000]
const LOOK_WITHIN_MS = 5_000
const STOP_WITHIN_MS = 15_000

/** One desk on its files: a process that is killed and started again, with a person at it. */
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
  #onShown: (intents: readonly Shown[]) => void = () => {}

  constructor(options: {
    program: string
    setup: Omit<DeskSetup, 'dieAt' | 'shiftMs' | 'seed'>
    index: number
    dice: Dice
    tally: Tally
    wishes: readonly Wish[]
    /** From when keys may be pressed a life lasts at most so long, or to its named step (real ms). */
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
    this.#dieAt = this.#mayDie && dice.chance(DEATH_AT_A_STEP) ? this.#chooseStep() : null
    const shiftMs = dice.chance(WRONG_CLOCK) ? dice.pick(WRONG_BY_MS) : 0
    const setup: DeskSetup = { ...this.#setup, dieAt: this.#dieAt, shiftMs, seed: dice.int(1, 2 ** 31) }
    const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const
    const child = fork(this.#program, [JSON.stringify(setup)], { execArgv: [], stdio: [...stdio] })
    this.#child = child
    let printed = ''
    child.stderr?.on('data', (text) => {
      printed += String(text)
    })
    child.on('message', (told: Told) => this.#hear(told))
    child.once('exit', (code, signal) => this.#bury(child, code, signal, printed))
    if (this.#mayDie && dice.chance(EARLY_DEATH)) this.#killIn(dice.int(20, EARLY_MS))
  }

  /** From now on nobody kills it. A life that was to end at a step ends once more, at once. */
  spare(): void {
    this.#mayDie = false
    clearTimeout(this.#killTimer)
    if (this.#dieAt !== null) this.#killIn(0)
  }

  /** What the queue on its screen says; nothing while it restarts. */
  look(): Promise<readonly Shown[]> {
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

  /** Ends it, whatever it does. */
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

  /** One of the steps that saw the fewest deaths. Some come once in a life, others many times. */
  #chooseStep(): DeskSetup['dieAt'] {
    const steps = [...this.#tally.steps].sort(([, a], [, b]) => a - b).slice(0, 12)
    const [step] = this.#dice.pick(steps)
    return { step, nth: step.startsWith('mend') || this.#dice.chance(0.5) ? 1 : this.#dice.int(1, LATEST_TIME) }
  }

  #hear(told: Told): void {
    switch (told.type) {
      case 'ready':
        if (this.#mayDie) this.#killIn(this.#dice.int(100, this.#longestLifeMs))
        this.person.sitDown()
        return
      case 'receipt':
        this.person.noteReceipt(told.wishId, told.key)
        return
      case 'pressed':
        this.person.notePressed(told.wishId, told.outcome)
        return
      case 'shown':
        this.#onShown(told.intents)
        return
      case 'log':
        this.#tally.crashes.push(`desk ${this.#index}: ${told.line}`)
    }
  }

  #order(order: Order): void {
    if (this.#child?.connected) this.#child.send(order, () => {})
  }

  #bury(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null, printed: string): void {
    clearTimeout(this.#killTimer)
    if (child !== this.#child || this.#isStopping) return
    this.person.standUp()
    if (signal === 'SIGKILL') {
      this.#tally.kills += 1
      const step = this.#dieAt?.step
      if (step !== undefined) this.#tally.steps.set(step, (this.#tally.steps.get(step) ?? 0) + 1)
    } else {
      this.#tally.crashes.push(`desk ${this.#index} ended by itself (${code ?? signal}): ${printed.trim()}`)
    }
    if (this.#mayDie) meddle(this.#setup.folder, this.#dice, this.#tally)
    this.start()
  }
}
