import { createHmac } from 'node:crypto'
import type { Faker } from '@faker-js/faker'
import { faker as german } from '@faker-js/faker/locale/de'
import { faker as british } from '@faker-js/faker/locale/en_GB'
import { faker as american } from '@faker-js/faker/locale/en_US'
import { faker as spanish } from '@faker-js/faker/locale/es'
import { faker as french } from '@faker-js/faker/locale/fr'
import { faker as italian } from '@faker-js/faker/locale/it'
import { faker as polish } from '@faker-js/faker/locale/pl'
import { faker as portuguese } from '@faker-js/faker/locale/pt_PT'
import { faker as swedish } from '@faker-js/faker/locale/sv'
import type { Booking } from '../model.ts'
import type { Dice } from './dice.ts'

export type Traveller = Booking['traveller']
export type Card = Booking['card']
export type Currency = 'USD' | 'EUR' | 'GBP' | 'JPY' | 'KWD'

/** Where people come from: the currency they pay in, and how many of a hundred. */
const homes: readonly { currency: Currency; share: number; names: Faker[] }[] = [
  { currency: 'USD', share: 30, names: [american] },
  { currency: 'EUR', share: 32, names: [german, french, spanish, italian, portuguese, polish, swedish, british] },
  { currency: 'GBP', share: 22, names: [british] },
  { currency: 'JPY', share: 9, names: [] },
  { currency: 'KWD', share: 7, names: [] },
]

const hundred = homes.flatMap((home) => Array.from({ length: home.share }, () => home))

/** Names as a passport spells them, where faker has only the other script. */
const latin: Record<'JPY' | 'KWD', { given: string; family: string }> = {
  JPY: {
    given:
      'Haruto Yui Sota Aoi Ren Hina Yuto Sakura Riku Mei Kaito Rin Daiki Nanami Kenji Emi Takumi Ayaka Shota Misaki',
    family:
      'Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue',
  },
  KWD: {
    given: 'Fahad Noura Abdullah Dalal Yousef Sara Mohammed Fatma Khaled Mariam Bader Hessa Salem Reem Nasser Latifa',
    family:
      'Al-Sabah Al-Mutairi Al-Rashidi Al-Enezi Al-Azmi Al-Ajmi Al-Shammari Al-Kandari Al-Fadhli Al-Otaibi Behbehani',
  },
}

/** Makes people and cards that do not exist. */
export class Travellers {
  readonly #dice: Dice
  #people = 0

  constructor(dice: Dice, seed: number) {
    this.#dice = dice
    for (const faker of homes.flatMap((home) => home.names)) faker.seed(seed)
  }

  /** Somebody new, with the currency they pay in. */
  somebody(): { traveller: Traveller; currency: Currency } {
    const home = this.#dice.pick(hundred)
    const [given_name, surname] = this.#name(home)
    return { traveller: this.named(given_name, surname), currency: home.currency }
  }

  /** Somebody new of a given name. */
  named(given_name: string, surname: string): Traveller {
    this.#people += 1
    const local = `${plain(given_name)}.${plain(surname)}${this.#people % 97 === 0 ? '' : this.#people}`
    const host = this.#dice.pick(['mail.example', 'post.example', 'example.org', 'example.com', 'inbox.example'])
    const phone = this.#dice.chance(0.75)
      ? `+${this.#dice.pick(['1', '44', '353', '49', '33', '34', '81', '965'])}${this.#dice.text(9, '0123456789')}`
      : null
    return { given_name, surname, email: `${local}@${host}`, phone }
  }

  /** A new card: the server's keyed hash of a number that is kept nowhere. */
  card(): Card {
    const brand = this.#dice.pick(['visa', 'visa', 'mastercard', 'mastercard', 'amex'])
    return keyedCard(`${{ visa: 4, mastercard: 5, amex: 37 }[brand] ?? 4}${this.#dice.text(15, '0123456789')}`, brand)
  }

  #name({ currency, names }: { currency: Currency; names: Faker[] }): [string, string] {
    if (currency === 'JPY' || currency === 'KWD') {
      const { given, family } = latin[currency]
      return [this.#dice.pick(given.split(' ')), this.#dice.pick(family.split(' '))]
    }
    const faker = this.#dice.pick(names)
    return [faker.person.firstName(), faker.person.lastName()]
  }
}

/** What the console may know of a card number. */
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
