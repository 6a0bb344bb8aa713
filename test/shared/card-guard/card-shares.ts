import { guardTyping, hasCardNumber, hideCardNumbers } from '../../../src/shared/card-guard/card-number.ts'
import type { Dice } from '../../central/demo/dice.ts'
import { aBarePhoneNumber, aCardNumber, aPhoneNumber, aReference, aTicketNumber, type Written } from './numbers.ts'

/** A measured share, between 0 and 1. */
export interface CardShare {
  readonly name: string
  readonly value: number
  readonly unit: 'share'
  readonly peer: null
  readonly ratio: null
  /** Whether the demanded figure is reached. */
  readonly isReached: boolean
  /** A few of the wrongly classified texts; all of them are generated. */
  readonly wrong: readonly string[]
}

/**
 * The shares of `count` generated numbers of each kind that the guard stops when they are complete, and of card numbers
 * whose first 12 digits leave the field while they are typed.
 */
export function measureCardGuard(dice: Dice, count: number, typedCount = count): readonly CardShare[] {
  const some = (make: (dice: Dice) => Written) => Array.from({ length: count }, () => make(dice))
  const [cards, phones, bare, references, tickets] = [
    aCardNumber,
    aPhoneNumber,
    aBarePhoneNumber,
    aReference,
    aTicketNumber,
  ].map(some) as [Written[], Written[], Written[], Written[], Written[]]
  const isStopped = ({ text }: Written) => hasCardNumber(text)
  return [
    share('stopped', cards, 1, (card) => isStopped(card) && !showsMuch(hideCardNumbers(card.text).text, card)),
    share(
      'typed-kept-in',
      cards.slice(0, typedCount),
      1,
      (card) => !typed(card.text).some((text) => showsMuch(text, card)),
    ),
    share('phones-stopped', phones, 0, isStopped),
    share('references-stopped', references, 0, isStopped),
    share('tickets-stopped', tickets, 0, isStopped),
    share('false-alarms', [...phones, ...references, ...tickets], 0, isStopped),
    share('bare-phones-stopped', bare, 0, isStopped),
    share('bare-phones-held', bare, 0, ({ text }) => guardTyping(text, text.length).held),
    share('phones-held', phones, 0, ({ text }) => guardTyping(text, text.length).held),
  ]
}

/** The texts that leave the field while a text is typed: every text that the app receives, and the last one on blur. */
export function typed(text: string): string[] {
  const sent: string[] = []
  let field = ''
  for (const character of text) {
    field += character
    const guarded = guardTyping(field, field.length)
    field = guarded.text
    if (!guarded.held) sent.push(field)
  }
  sent.push(hideCardNumbers(field).text)
  return sent
}

/** Whether 12 or more consecutive digits of the card number can be read in the text, whatever separates them. */
export function showsMuch(text: string, { digits }: Written): boolean {
  const shown = [...text]
    .map((one) => one.normalize('NFKC'))
    .map((one) => (/^\p{Nd}$/u.test(one) ? valueIn(one) : ''))
    .join('')
  return Array.from({ length: digits.length - 11 }, (_, at) => digits.slice(at, at + 12)).some((part) =>
    shown.includes(part),
  )
}

const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50]
const valueIn = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code))
}

/** The allowed wrong results in a thousand: none for cards, one by default, and a few more for held texts. */
const MAY_BE_WRONG: Readonly<Record<string, number>> = {
  stopped: 0,
  'typed-kept-in': 0,
  // No figure is demanded for these two; they show how much `+` helps.
  'bare-phones-stopped': 1_000,
  'bare-phones-held': 1_000,
  'tickets-stopped': 3,
  'phones-held': 5,
}

function share(name: string, all: readonly Written[], wanted: 0 | 1, isIn: (one: Written) => boolean): CardShare {
  const [inside, outside] = [all.filter(isIn), all.filter((one) => !isIn(one))]
  const wrong = wanted === 1 ? outside : inside
  return {
    name: `card-guard.${name}`,
    value: inside.length / all.length,
    unit: 'share',
    peer: null,
    ratio: null,
    isReached: wrong.length <= (all.length * (MAY_BE_WRONG[name] ?? 1)) / 1_000,
    wrong: wrong.slice(0, 8).map(({ kind, text }) => `${kind} ${text}`),
  }
}
