import { createHmac } from 'node:crypto'
import type { Dice } from '../../central/demo/dice.ts'
import type { Booking } from '../../central/model.ts'
import { type Language, languages, nearNames } from './names-of-the-world.ts'
import { keyOf, type Name, type Sources } from './sources.ts'

/** A traveller as a booking tells them. */
export type Traveller = Booking['traveller']
/** A card as a booking tells it. */
export type Card = Booking['card']

/** Somebody with what they book with. */
export interface Person {
  name: Name
  email: string
  phone: string | null
  card: Card
  currency: string
}

const currencies = 'USD USD USD USD EUR EUR EUR GBP GBP CHF AUD JPY JPY KRW KWD KWD BHD'.split(' ')
const hosts = ['mail.example', 'post.example', 'example.org', 'example.com', 'inbox.example', 'letters.example']

/** Makes people who do not exist, of names that do. */
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

  /** Somebody new, of a name of their own or a given one. Nobody else has the name unless it is given. */
  somebody(name: Name = this.#newName()): Person {
    this.#named.add(keyOf(name))
    const dice = this.#dice
    return { name, email: this.email(name), phone: this.phone(), card: this.card(), currency: dice.pick(currencies) }
  }

  /** A given name of the data, as written there. */
  given(): string {
    return this.#dice.pick(this.#sources.given)
  }

  surname(): string {
    return this.#dice.pick(this.#sources.surnames)
  }

  /** Whether somebody in the data is called so: then it may be somebody else, not a typing error. */
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

  /** A new card: the server's keyed hash of a number that is kept nowhere. */
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

/** A name of a language, and the same one written otherwise in at least one part. */
export function worldName(dice: Dice, language: Language): { name: Name; otherwise: Name } {
  const [given = '', ...givenWays] = dice.pick(language.given).split('|')
  const [surname = '', ...surnameWays] = dice.pick(language.surnames).split('|')
  const both = dice.chance(0.6)
  const changeGiven = givenWays.length > 0 && (both || surnameWays.length === 0 || dice.chance(0.5))
  const changeSurname = surnameWays.length > 0 && (both || !changeGiven)
  const whole = language.manner === 'script' || language.manner === 'scriptfar'
  return {
    name: { given, surname },
    otherwise: {
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
