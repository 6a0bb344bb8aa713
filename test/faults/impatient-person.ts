import type { Dice } from '../central/demo/dice.ts'
import type { DeskMessage } from './desk-orders.ts'
import type { Tally } from './tally.ts'
import type { Wish } from './wishes.ts'

/** A receipt: the desk has said "queued" for this wish under this key. */
export interface Receipt {
  readonly desk: number
  readonly wishId: number
  readonly key: string
}

/** The number of wishes that are pressed at one desk at the same time. */
const PARALLEL_WISHES = 4
const PAUSE_MS = 120
const PRESS_AGAIN_MS = 250

/** The person at a desk, who presses the keys for every wish until the screen has answered, also after a restart. */
export class ImpatientPerson {
  readonly #desk: number
  readonly #dice: Dice
  readonly #tally: Tally
  readonly #press: (wish: Wish) => void
  readonly #waiting: Wish[]
  readonly #pressing = new Map<number, Wish>()
  readonly receipts: Receipt[] = []
  #isPressing = false

  constructor(options: {
    desk: number
    wishes: readonly Wish[]
    dice: Dice
    tally: Tally
    press: (wish: Wish) => void
  }) {
    this.#desk = options.desk
    this.#dice = options.dice
    this.#tally = options.tally
    this.#press = options.press
    this.#waiting = [...options.wishes]
  }

  /** Whether every wish has its receipt, or a screen that says that nothing is left to give back. */
  get hasPressedAll(): boolean {
    return this.#waiting.length === 0 && this.#pressing.size === 0
  }

  /** Starts to press: the desk has a copy that answers. */
  startPressing(): void {
    this.#isPressing = true
    for (let count = 0; count < PARALLEL_WISHES; count += 1) this.#next()
  }

  /** Stops to press: the desk was killed, so the outcome of the presses is unknown and they are repeated later. */
  stopPressing(): void {
    this.#isPressing = false
    this.#waiting.unshift(...this.#pressing.values())
    this.#pressing.clear()
  }

  noteReceipt(wishId: number, key: string): void {
    this.receipts.push({ desk: this.#desk, wishId, key })
  }

  notePressed(wishId: number, outcome: Extract<DeskMessage, { type: 'pressed' }>['outcome']): void {
    const wish = this.#pressing.get(wishId)
    this.#pressing.delete(wishId)
    if (wish !== undefined && outcome === 'again') this.#waiting.push(wish)
    setTimeout(() => this.#next(), outcome === 'again' ? PRESS_AGAIN_MS : this.#dice.int(0, PAUSE_MS))
  }

  #next(): void {
    const wish = this.#isPressing ? this.#waiting.shift() : undefined
    if (wish === undefined) return
    this.#pressing.set(wish.id, wish)
    this.#tally.clicks += wish.presses
    this.#press(wish)
  }
}
