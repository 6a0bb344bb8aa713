import { expect, it } from 'vitest'
import { countByState, givenBack, rowsOf, stepKey } from '../../../../src/renderer/features/queue/queue-rows.ts'
import { anIntent } from '../../sample.ts'

const waiting = [anIntent({ key: 'a' })]
const paid = { state: 'confirmed', centralState: 'succeeded' } as const
const today = [
  ...waiting,
  anIntent({ key: 'b', ...paid }),
  anIntent({ key: 'c', ...paid, currency: 'JPY', amountMinor: 500 }),
  anIntent({ key: 'd', state: 'refused' }),
  anIntent({ key: 'e', state: 'confirmed', centralState: 'pending', amountMinor: 1 }),
]

it('the arrow keys reach a waiting refund of today only once', () => {
  const rows = rowsOf({ waiting, today })
  expect(rows.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(stepKey(rows, null, 1)).toBe('a')
  expect(stepKey(rows, 'a', -1)).toBe('a')
  expect(stepKey(rows, 'd', 1)).toBe('e')
})

it('adds up the accepted refunds by currency', () => {
  expect(givenBack(today)).toEqual([
    { currency: 'GBP', amountMinor: 9_600 },
    { currency: 'JPY', amountMinor: 500 },
  ])
})

it('counts the displayed states in the order of the table', () => {
  expect(countByState(['paid', 'queued', 'paid'])).toEqual([
    ['queued', 1],
    ['paid', 2],
  ])
})
