import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardTyping, hasCardNumber, hideCardNumbers } from '../../../src/shared/card-guard/card-number.ts'
import { digitRuns } from '../../../src/shared/card-guard/digit-runs.ts'
import { cardsIn } from '../../../src/shared/card-guard/spans.ts'
import { Dice } from '../../central/demo/dice.ts'
import { measureCardGuard, showsMuch, typed } from './card-shares.ts'
import { aCardNumber } from './numbers.ts'

const hide = (text: string) => hideCardNumbers(text).text

describe('a card number is replaced by its last four digits', () => {
  test.each([
    ['4111111111111111', '•••• 1111'],
    ['4111 1111 1111 1111', '•••• 1111'],
    ['4111-1111.1111/1111', '•••• 1111'],
    ['4111, 1111,\n1111 — 1111', '•••• 1111'],
    ['41 1111 11 111111 1 1', '•••• 1111'],
    ['４１１１１１１１１１１１１１１１', '•••• 1111'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '•••• 1111'],
    ['④①①①①①①①①①①①①①①①', '•••• 1111'],
    ['4\u200b1\u200b1\u200b1\u200b111111111111', '•••• 1111'],
    ['3782 822463 10005', '•••• 0005'],
    ['4222222222222', '•••• 2222'],
    ['paid with 4111 1111 1111 1111, exp 02/29', 'paid with •••• 1111, exp 02/29'],
    ['visa4111111111111111x', 'visa•••• 1111x'],
    ['jones 4111 1111 1111 1111 EI164', 'jones •••• 1111 EI164'],
    ['4111111111111111 and 5555 5555 5555 4444', '•••• 1111 and •••• 4444'],
    ['+4111111111111111', '•••• 1111'],
    ['004111111111111111', '•••• 1111'],
    ['+3782 822463 10005', '•••• 0005'],
    ['+4908813752449141', '•••• 9141'],
    ['+49 170 4111 1111 1111 1111', '49 170 •••• 1111'],
    ['+44 20 5425 2334 3010 9903', '44 20 •••• 9903'],
    ['+1 4111 1111 1111 1111', '1 •••• 1111'],
    ['+14111 1111 1111 1111', '1•••• 1111'],
    ['+44 3782-822463-10005', '44 •••• 0005'],
    ['0044 4111.1111.1111.1111', '44 •••• 1111'],
    ['00 353 4111 1111 1111 1111', ' 353 •••• 1111'],
    ['4111 1111 1111 1111123', '•••• 1111 123'],
    ['94111111111111111', '9•••• 1111'],
    ['94111 1111 1111 1111', '9•••• 1111'],
    ['12 4111 1111 1111 1111 3', '12 •••• 1111 3'],
    ['411-1111111111-111', '•••• 1111'],
    ['00 4111 1111 1111 1111', ' •••• 1111'],
    ['0861234567 4111 1111 1111 1111', '0861234567 •••• 1111'],
    ['•••• 4111111111111111', '•••• 1111'],
    ['•••• 4111 1111 1111 1111', '•••• 1111'],
    ['4111•1111•1111•1111', '•••• 1111'],
    [`4111${' '.repeat(40)}1111\u200d\u200d1111\n\n\u00a01111`, '•••• 1111'],
    ['7777 7777 7777 7771', '•••• 7771'],
    ['9999999999999995', '•••• 9995'],
  ])('the card number in %j is hidden', (text, wanted) => {
    const { text: out, hidden } = hideCardNumbers(text)
    expect(out.replace(/^\+|^00/, '')).toBe(wanted)
    expect(hidden.length).toBe(wanted.split('••••').length - 1)
    expect(hide(out), 'a second pass changes nothing').toBe(out)
  })

  test.each([
    'K3J9QX',
    '123456',
    '220-1234567890',
    '421-4273840598',
    '479 5434725314 1',
    '+353 86 555 0167',
    '+4915112345678',
    '00 49 151 1234 5678',
    '(415) 555-2671',
    '+353861234567 5100',
    '+44 7911 123456 5100',
    '+65 6123 4567 5100',
    '95.99 €',
    '2020-02-28 20:15:10',
    '4111111111111112',
    '•••• 1111 2222 3333',
    '•••• 5100 0861234567',
    '1251234567890',
    '125-1234567890 28/02/2020',
    '99999999999999999999',
    'wren.quill@example.org',
    '550e8400-e29b-41d4-a716-446655440000',
  ])('%j stays unchanged', (text) => {
    expect(hideCardNumbers(text)).toEqual({ text, hidden: [], held: false })
  })
})

describe('while a text is typed', () => {
  test('ten digits are a clue, eleven are held back, and sixteen are a card', () => {
    const number = '4111111111111111'
    const seen = Array.from({ length: 16 }, (_, at) => guardTyping(number.slice(0, at + 1), at + 1))
    expect(seen.map(({ held }) => held)).toEqual([...Array(10).fill(false), ...Array(5).fill(true), false])
    expect(seen.at(-1)).toEqual({ text: '•••• 1111', hidden: ['1111'], held: false })
  })

  test('eight digits in the grouping of a card are a clue, and one more is held back', () => {
    expect(guardTyping('4111 1111', 9).held).toBe(false)
    expect(guardTyping('4111 1111 1', 11).held).toBe(true)
    expect(guardTyping('3782 82246', 10).held).toBe(true)
  })

  test('digits after a number that was hidden too early move into its last four', () => {
    expect(guardTyping('•••• 12345', 10)).toEqual({ text: '•••• 2345', hidden: [], held: false })
  })

  test('text after the digits decides whether they are a card', () => {
    expect(guardTyping('42222222222', 11).held).toBe(true)
    expect(guardTyping('42222222222 jones', 17)).toEqual({ text: '42222222222 jones', hidden: [], held: false })
    expect(guardTyping('4222222222222', 13), '13 digits may go on to 16').toMatchObject({ hidden: [], held: true })
    expect(guardTyping('4222222222222 jones', 19)).toMatchObject({ text: '•••• 2222 jones' })
  })

  test.each([
    '94111111111111111',
    '774111111111111111',
    '4111111111111111234',
    '94111 1111 1111 1111',
    '9 4111 1111 1111 1111',
    '00 4111 1111 1111 1111',
    '+1 4111 1111 1111 1111',
    '0044 4111 1111 1111 1111',
    'K3J9Q4111 1111 1111 1111',
    '٩٤١١١١١١١١١١١١١١١١',
  ])('twelve digits of the card in %j never leave the field', (text) => {
    const card = { kind: 'card', text, digits: '4111111111111111' }
    expect(typed(text).find((sent) => showsMuch(sent, card))).toBeUndefined()
  })

  test('twelve digits of a number without a known brand are a clue, as of a phone number without +', () => {
    const sent = typed('9999999999999995')
    expect(sent.at(-1)).toBe('•••• 9995')
    expect(Math.max(...sent.map((text) => text.replace(/\D/g, '').length))).toBe(12)
  })

  test.each([
    '+4915112345678',
    '+353 86 123 4567',
    '004915112345678',
    '1 415 555 2671',
    '13812345678',
    '0664 7758 6790',
  ])('the phone number %j is searched at every key', (text) => {
    for (let at = 1; at <= text.length; at += 1)
      expect(guardTyping(text.slice(0, at), at).held, text.slice(0, at)).toBe(false)
  })

  test('twelve digits of a generated card number never leave the field', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const card = aCardNumber(new Dice(seed))
        const before = typed(card.text).find((text) => showsMuch(text, card))
        expect(before).toBeUndefined()
        expect(showsMuch(hide(`x ${card.text} y`), card)).toBe(false)
        expect(hasCardNumber(hide(card.text))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a long text of digits and separators does not make the guard throw', () => {
  for (const piece of ['4', '4 ', '+4', '4111 ', '0049 '])
    expect(() => hideCardNumbers(piece.repeat(40_000))).not.toThrow()
})

/** How many digits and groups are looked at to find the cards in a text that is one run of digits. */
function looksAt(text: string): number {
  const [run = expect.fail('no digits')] = digitRuns(text)
  let looks = 0
  const counted = <T extends object>(list: T): T =>
    new Proxy(list, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1
        return Reflect.get(target, key)
      },
    })
  const { digits, groups, groupOf } = run
  cardsIn({ ...run, digits: counted(digits), groups: counted(groups), groupOf: counted(groupOf) }, text)
  return looks
}

test.each(['4', '4 ', '+4', '4111 ', '0049 '])(
  '%j ten times as often is ten times the work, not a hundred',
  (piece) => {
    expect(looksAt(piece.repeat(4_000))).toBeLessThan(looksAt(piece.repeat(400)) * 11)
  },
)

// The property above has typed 2,000 numbers already; all 10,000 are typed by `npm run bench -- card-guard`.
test('10,000 numbers of all brands and notations are stopped, phones, references and tickets are not', () => {
  const seed = Number(process.env.ONCE_SEED ?? Date.now() % 1_000_000)
  const missed = measureCardGuard(new Dice(seed), 10_000, 1_000).filter(({ isReached }) => !isReached)
  expect(missed, `seed ${seed}`).toEqual([])
})
