import type { Dice } from '../central/demo/dice.ts'
import type { Told } from './desk-orders.ts'
import type { Tally } from './tally.ts'
import type { Wish } from './wishes.ts'

/** A receipt: a desk has said "queued" for this wish, under this key. */
export interface Receipt {
  readonly desk: number
  readonly wishId: number
  readonly key: string
}

/** So many wishes are pressed at one desk at a time. */
const HANDS = 4
const PAUSE_MS = 120
const PRESS_AGAIN_MS = 250

/** The person at a desk: presses the keys for every wish until its screen has answered, also after a restart. */
export class ImpatientPerson {
  readonly #desk: number
  readonly #dice: Dice
  readonly #tally: Tally
  readonly #press: (wish: Wish) => void
  readonly #waiting: Wish[]
  readonly #pressing = new Map<number, Wish>()
  readonly receipts: Receipt[] = []
  #isAtTheKeys = false

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

  /** True when every wish has its receipt, or its screen has said that there is nothing to give back any more. */
  get hasPressedAll(): boolean {
    return this.#waiting.length === 0 && this.#pressing.size === 0
  }

  /** The desk is there, with a copy that answers. */
  sitDown(): void {
    this.#isAtTheKeys = true
    for (let hand = 0; hand < HANDS; hand += 1) this.#next()
  }

  /** The desk is gone: nobody knows what came of the keys that were pressed, so they are pressed again. */
  standUp(): void {
    this.#isAtTheKeys = false
    this.#waiting.unshift(...this.#pressing.values())
    this.#pressing.clear()
  }

  noteReceipt(wishId: number, key: string): void {
    this.receipts.push({ desk: this.#desk, wishId, key })
  }

  notePressed(wishId: number, outcome: Extract<Told, { type: 'pressed' }>['outcome']): void {
    const wish = this.#pressing.get(wishId)
    this.#pressing.delete(wishId)
    if (wish !== undefined && outcome === 'again') this.#waiting.push(wish)
    setTimeout(() => this.#next(), outcome === 'again' ? PRESS_AGAIN_MS : this.#dice.int(0, PAUSE_MS))
  }

  #next(): void {
    const wish = this.#isAtTheKeys ? this.#waiting.shift() : undefined
    if (wish === undefined) return
    this.#pressing.set(wish.id, wish)
    this.#tally.clicks += wish.presses
    this.#press(wish)
  }
}
