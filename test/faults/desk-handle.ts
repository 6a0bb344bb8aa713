import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { REACHED_STEPS, type ReachedStep } from '../../src/main/domain/reached.ts'
import type { Dice } from '../central/demo/dice.ts'
import type { DeskSetup, Order, Shown, Told } from './desk-orders.ts'
import type { Wish } from './wishes.ts'

/** What all desks of a campaign share: what was counted, and which steps of the engine are known. */
export interface Tally {
  kills: number
  clicks: number
  /** Desks that ended by themselves, and errors that they wrote into their log. */
  crashes: string[]
  databasesLost: number
  backupsLaidOver: number
  /** Kills at each named step of the engine. */
  readonly steps: Map<ReachedStep, number>
}

/** Nothing happened yet. */
export function newTally(): Tally {
  return {
    kills: 0,
    clicks: 0,
    crashes: [],
    databasesLost: 0,
    backupsLaidOver: 0,
    steps: new Map(REACHED_STEPS.map((step) => [step, 0])),
  }
}

/** A receipt: the desk has said "queued" for this wish, under this key. */
export interface Receipt {
  readonly desk: number
  readonly wishId: number
  readonly key: string
}

/** So many wishes are pressed at one desk at a time. */
const HANDS = 4
/** Some lives end while they begin (real ms). */
const EARLY_DEATH = 0.1
const EARLY_MS = 600
const PRESS_AGAIN_MS = 250
const STORE_FILES = ['desk.db', 'desk.db-wal', 'desk.db-shm']

/** One desk on its files: a process that is killed and started again, and the person who presses its keys. */
export class DeskHandle {
  readonly #program: string
  readonly #setup: Omit<DeskSetup, 'dieAt' | 'shiftMs' | 'seed'>
  readonly #index: number
  readonly #dice: Dice
  readonly #tally: Tally
  readonly #longestLifeMs: number
  readonly #waiting: Wish[]
  readonly #pressing = new Map<number, Wish>()
  readonly receipts: Receipt[] = []
  #child: ChildProcess | null = null
  #isReady = false
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
    this.#waiting = [...options.wishes]
    this.#longestLifeMs = options.longestLifeMs
  }

  /** True when every wish has its receipt, or its screen has said that there is nothing to give back any more. */
  get hasPressedAll(): boolean {
    return this.#waiting.length === 0 && this.#pressing.size === 0
  }

  start(): void {
    const dice = this.#dice
    this.#dieAt = this.#mayDie && dice.chance(0.6) ? this.#chooseStep() : null
    const shiftMs = dice.chance(0.1) ? dice.pick([-86_400_000, 86_400_000, 3_600_000, -3_600_000]) : 0
    const setup: DeskSetup = { ...this.#setup, dieAt: this.#dieAt, shiftMs, seed: dice.int(1, 2 ** 31) }
    const child = fork(this.#program, [JSON.stringify(setup)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child = child
    this.#isReady = false
    let printed = ''
    child.stderr?.on('data', (text) => {
      printed += String(text)
    })
    child.on('message', (told: Told) => this.#hear(told))
    child.once('exit', (code, signal) => this.#buried(child, code, signal, printed))
    if (this.#mayDie && dice.chance(EARLY_DEATH)) this.#killIn(dice.int(20, EARLY_MS))
  }

  #killIn(ms: number): void {
    clearTimeout(this.#killTimer)
    this.#killTimer = setTimeout(() => {
      this.#dieAt = null
      this.#child?.kill('SIGKILL')
    }, ms)
  }

  /** From now on nobody kills it. */
  spare(): void {
    this.#mayDie = false
    clearTimeout(this.#killTimer)
    // A life that was told to die at a step would still do so: it gets a last death at once.
    if (this.#dieAt !== null) this.#killIn(0)
  }

  /** What the queue on its screen says; nothing while it restarts. */
  look(): Promise<readonly Shown[]> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve([]), 5_000)
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
    const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await gone
    clearTimeout(impatience)
  }

  /** Ends it, whatever it does. */
  destroy(): void {
    this.#isStopping = true
    clearTimeout(this.#killTimer)
    this.#child?.kill('SIGKILL')
  }

  /** One of the steps that saw the fewest deaths; early ones come once in a life, others many times. */
  #chooseStep(): DeskSetup['dieAt'] {
    const steps = [...this.#tally.steps].sort(([, a], [, b]) => a - b).slice(0, 12)
    const [step] = this.#dice.pick(steps)
    return { step, nth: step.startsWith('mend') || this.#dice.chance(0.5) ? 1 : this.#dice.int(1, 20) }
  }

  #hear(told: Told): void {
    switch (told.type) {
      case 'ready':
        this.#isReady = true
        if (this.#mayDie) this.#killIn(this.#dice.int(100, this.#longestLifeMs))
        for (let hand = 0; hand < HANDS; hand += 1) this.#pressNext()
        return
      case 'receipt':
        this.receipts.push({ desk: this.#index, wishId: told.wishId, key: told.key })
        return
      case 'pressed': {
        const wish = this.#pressing.get(told.wishId)
        this.#pressing.delete(told.wishId)
        if (wish !== undefined && told.outcome === 'again') this.#waiting.push(wish)
        setTimeout(() => this.#pressNext(), told.outcome === 'again' ? PRESS_AGAIN_MS : this.#dice.int(0, 120))
        return
      }
      case 'shown':
        this.#onShown(told.intents)
        return
      case 'log':
        this.#tally.crashes.push(`desk ${this.#index}: ${told.line}`)
    }
  }

  #pressNext(): void {
    if (!this.#isReady || this.#isStopping) return
    const wish = this.#waiting.shift()
    if (wish === undefined) return
    this.#pressing.set(wish.id, wish)
    this.#tally.clicks += wish.presses
    this.#order({ type: 'press', wish })
  }

  #order(order: Order): void {
    if (this.#child?.connected) this.#child.send(order, () => {})
  }

  #buried(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null, printed: string): void {
    clearTimeout(this.#killTimer)
    if (child !== this.#child || this.#isStopping) return
    // What nobody has answered is pressed again: the person does not know what came of it.
    this.#waiting.unshift(...this.#pressing.values())
    this.#pressing.clear()
    if (signal === 'SIGKILL') {
      this.#tally.kills += 1
      const step = this.#dieAt?.step
      if (step !== undefined) this.#tally.steps.set(step, (this.#tally.steps.get(step) ?? 0) + 1)
    } else {
      this.#tally.crashes.push(`desk ${this.#index} ended by itself (${code ?? signal}): ${printed.trim()}`)
    }
    if (this.#mayDie) this.#meddle()
    this.start()
  }

  /** Now and then the database is lost, or an old backup is laid over it: the side journal mends it. */
  #meddle(): void {
    const { folder } = this.#setup
    const backup = join(folder, '..', `backup-${this.#index}`)
    if (this.#dice.chance(0.1)) copyStore(folder, backup)
    else if (this.#dice.chance(0.02) && existsSync(backup)) {
      this.#tally.backupsLaidOver += 1
      copyStore(backup, folder)
    } else if (this.#dice.chance(0.02)) {
      this.#tally.databasesLost += 1
      for (const name of STORE_FILES) rmSync(join(folder, name), { force: true })
    }
  }
}

function copyStore(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of STORE_FILES) {
    rmSync(join(to, name), { force: true })
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  }
}
