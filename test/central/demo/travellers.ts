import { createHmac } from 'node:crypto'
import type { Booking } from '../model.ts'
import type { Dice } from './dice.ts'
import { type Home, homes } from './homes.ts'

/** The traveller of a booking. */
export type Traveller = Booking['traveller']
/** The card of a booking. */
export type Card = Booking['card']
const hundred = homes.flatMap((home) => Array.from({ length: home.share }, () => home))

/** Makes people and cards that do not exist. */
export class Travellers {
  readonly #dice: Dice
  #people: number

  /** `people` is the number of people before these; e-mail addresses are numbered from there. */
  constructor(dice: Dice, seed: number, people: number) {
    this.#dice = dice
    this.#people = people
    for (const { names } of homes) if (!('given' in names)) names.seed(seed)
  }

  /** A new person, with their home. */
  somebody(home: Home = this.#dice.pick(hundred)): { traveller: Traveller; home: Home } {
    const { names } = home
    const [given, surname] =
      'given' in names
        ? [this.#dice.pick(names.given.split(' ')), this.#dice.pick(names.family.split(' '))]
        : [names.person.firstName(), names.person.lastName()]
    return { traveller: this.named(given, surname, home), home }
  }

  /** A new person with this name. */
  named(given_name: string, surname: string, home: Home): Traveller {
    this.#people += 1
    const local = `${plain(given_name)}.${plain(surname)}${this.#people % 97 === 0 ? '' : this.#people}`
    const host = this.#dice.pick(['mail.example', 'post.example', 'example.org', 'example.com', 'inbox.example'])
    const phone = this.#dice.chance(0.75)
      ? `+${home.dialling}${this.#dice.int(2, 9)}${this.#dice.text(home.dialling === '1' ? 9 : 8, '0123456789')}`
      : null
    return { given_name, surname, email: `${local}@${host}`, phone }
  }

  /** A new card: the keyed hash of a number that is stored nowhere. */
  card(): Card {
    const brand = this.#dice.pick(['visa', 'visa', 'mastercard', 'mastercard', 'amex'])
    return keyedCard(`${{ visa: 4, mastercard: 5, amex: 37 }[brand] ?? 4}${this.#dice.text(15, '0123456789')}`, brand)
  }
}

/** The facts of a card number that the console may know. */
export function keyedCard(number: string, brand: string): Card {
  const fingerprint = createHmac('sha256', 'the demo key of the reference central API')
    .update(number)
    .digest('base64url')
  return { fingerprint, last4: number.slice(-4), brand }
}

function plain(name: string): string {
  return (
    name
      .normalize('NFKD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase() || 'traveller'
  )
}
