import { createHmac } from 'node:crypto'
import type { Dice } from '../../central/demo/dice.ts'
import type { Booking } from '../../central/model.ts'
import { type Language, languages, nearNames } from './names-of-the-world.ts'
import { keyOf, type Name, type Sources } from './sources.ts'

/** The traveller of a booking. */
export type Traveller = Booking['traveller']
/** The card of a booking. */
export type Card = Booking['card']

/** A person with the contact details and the card for their bookings. */
export interface Person {
  name: Name
  email: string
  phone: string | null
  card: Card
  currency: string
}

const currencies = 'USD USD USD USD EUR EUR EUR GBP GBP CHF AUD JPY JPY KRW KWD KWD BHD'.split(' ')
const hosts = ['mail.example', 'post.example', 'example.org', 'example.com', 'inbox.example', 'letters.example']

/** Makes invented people with real names. */
export class People {
  readonly #dice: Dice
  readonly #sources: Sources
  readonly #known: Set<string>
  readonly #named = new Set<string>()

  constructor(dice: Dice, sources: Sources) {
    this.#dice = dice
    this.#sources = sources
    const near = nearNames.flatMap((pair) => pair.split('|'))
    const known = [...sources.given, ...near, ...sources.aliases.map(([{ given }]) => given)]
    this.#known = new Set(known.map((given) => given.toLowerCase()))
  }

  /** Makes a new person with the given name, or with a name that nobody else has yet. */
  somebody(name: Name = this.#newName()): Person {
    this.#named.add(keyOf(name))
    const dice = this.#dice
    return { name, email: this.email(name), phone: this.phone(), card: this.card(), currency: dice.pick(currencies) }
  }

  /** A given name of the data, in its spelling. */
  given(): string {
    return this.#dice.pick(this.#sources.given)
  }

  surname(): string {
    return this.#dice.pick(this.#sources.surnames)
  }

  /** Returns true when somebody in the data has this given name. Then it may be another person, not a typing error. */
  isGivenName(given: string): boolean {
    return this.#known.has(given.toLowerCase())
  }

  email({ given, surname }: Name): string {
    const dice = this.#dice
    const [a, b] = [plain(given), plain(surname)]
    const local = dice.pick([`${a}.${b}`, `${a}${b}`, `${a.charAt(0)}.${b}`, `${b}.${a}`, `${a}_${b}`])
    return `${local}${dice.int(1, 9999)}@${dice.pick(hosts)}`
  }

  phone(): string | null {
    const dice = this.#dice
    return dice.chance(0.6)
      ? `+${dice.pick(['1', '44', '49', '61', '81', '965', '34'])}${dice.int(200000000, 999999999)}`
      : null
  }

  /** Makes a new card. Its fingerprint is a keyed hash of a number that nobody keeps. */
  card(): Card {
    const dice = this.#dice
    const number = dice.text(16, '0123456789')
    const fingerprint = createHmac('sha256', 'a key for examinations').update(number).digest('base64url')
    return { fingerprint, last4: number.slice(-4), brand: dice.pick(['visa', 'mastercard', 'amex', 'jcb']) }
  }

  #newName(): Name {
    for (;;) {
      const name = this.#dice.chance(0.12)
        ? worldName(this.#dice, this.#dice.pick(languages)).name
        : { given: this.given(), surname: this.surname() }
      if (!this.#named.has(keyOf(name)) && name.given.toLowerCase() !== name.surname.toLowerCase()) return name
    }
  }
}

/**
 * Returns a name of a language, and another spelling of it that differs in at least one part where the language has
 * one.
 */
export function worldName(dice: Dice, language: Language): { name: Name; variant: Name } {
  const [given = '', ...givenWays] = dice.pick(language.given).split('|')
  const [surname = '', ...surnameWays] = dice.pick(language.surnames).split('|')
  const both = dice.chance(0.6)
  const changeGiven = givenWays.length > 0 && (both || surnameWays.length === 0 || dice.chance(0.5))
  const changeSurname = surnameWays.length > 0 && (both || !changeGiven)
  const whole = language.manner === 'script' || language.manner === 'scriptfar'
  return {
    name: { given, surname },
    variant: {
      given: changeGiven || (whole && givenWays.length > 0) ? dice.pick(givenWays) : given,
      surname: changeSurname || (whole && surnameWays.length > 0) ? dice.pick(surnameWays) : surname,
    },
  }
}

function plain(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
  return letters || 'traveller'
}
