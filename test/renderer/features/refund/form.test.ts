import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepCandidates } from '../../../../src/renderer/facts/customer-facts.ts'
import type { GuardAsks } from '../../../../src/renderer/facts/may-do.ts'
import {
  formOf,
  type RefundForm,
  readForm,
  withNextKeep,
  withReason,
} from '../../../../src/renderer/features/refund/form.ts'
import { formatDecimal } from '../../../../src/shared/money.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { aCharge, aCustomer } from '../../sample.ts'

const empty: RefundForm = { reason: null, part: false, amountText: '', note: '', keepChargeId: null }
const keeps = keepCandidates(aCustomer(), 'c2')
const charge = aCharge({ id: 'c2' })
const read = (form: RefundForm, of = charge, kept = keeps, asks: GuardAsks = null) =>
  readForm(form, of, kept, () => asks)

describe('a refund form', () => {
  it('asks for a reason before anything else', () => {
    expect(read(empty, charge, keeps)).toEqual({ need: 'Choose a reason.', field: 'reason' })
  })

  it('refunds the whole remaining amount by default', () => {
    const reading = read({ ...empty, reason: 'goodwill', note: ' late bag ' }, { ...charge, leftMinor: 5_000 }, [])
    expect(reading).toEqual({
      ready: { amountMinor: 5_000, currency: 'GBP', reason: 'goodwill', keepChargeId: null, note: 'late bag' },
    })
  })

  it('suggests the charge to keep for a duplicate', () => {
    const form = withReason(empty, 'duplicate', keeps, 'c1')
    expect(form.keepChargeId).toBe('c1')
    expect(read(form, charge, keeps)).toMatchObject({ ready: { keepChargeId: 'c1' } })
  })

  it('names no charge to keep for another reason, and clears the earlier choice', () => {
    const form = withReason(withReason(empty, 'duplicate', keeps, 'c1'), 'goodwill', keeps, 'c1')
    expect(read(form, charge, keeps)).toMatchObject({ ready: { reason: 'goodwill', keepChargeId: null } })
  })

  it('does not accept the reason duplicate when no other charge can stay paid', () => {
    expect(read(withReason(empty, 'duplicate', [], 'c1'), charge, [])).toMatchObject({ field: 'keep' })
  })

  it('reports that the charge to keep can no longer be kept', () => {
    const form = withReason(empty, 'duplicate', keeps, 'c1')
    expect(read(form, charge, [])).toMatchObject({ field: 'keep' })
  })

  it('says what the keep-one guard asks for: a smaller part or a note', () => {
    const form = { ...empty, reason: 'goodwill' } as const
    expect(read(form, charge, keeps, 'note')).toEqual({ need: say('guard.need.note'), field: 'guard' })
    const part = say('guard.need.part', { amount: '£47.99' })
    expect(read(form, charge, keeps, { atMostMinor: 4_799 })).toEqual({ need: part, field: 'guard' })
  })

  it('cycles through the charges to keep', () => {
    const first = withNextKeep(empty, keeps)
    expect(first.keepChargeId).toBe('c1')
    expect(withNextKeep(first, keeps).keepChargeId).toBe('c1')
  })

  it.each([
    ['', 'Type the amount.'],
    ['abc', 'This amount cannot be read in GBP.'],
    ['1.999', 'This amount cannot be read in GBP.'],
    ['96', 'At most £95.99 is left on this charge.'],
  ])('says what is wrong with the partial amount “%s”', (amountText, need) => {
    expect(read({ ...empty, reason: 'other', part: true, amountText }, charge, [])).toMatchObject({ need })
  })

  it('accepts every partial amount up to the remaining amount exactly, in the decimals of its currency', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('JPY', 'GBP', 'KWD'),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.nat(),
        (currency, amountMinor, more) => {
          const leftMinor = Math.min(Number.MAX_SAFE_INTEGER, amountMinor + more)
          const form = {
            ...empty,
            reason: 'other' as const,
            part: true,
            amountText: formatDecimal(amountMinor, currency),
          }
          expect(read(form, { ...charge, currency, leftMinor }, [])).toMatchObject({ ready: { amountMinor } })
        },
      ),
    )
  })

  it('restores its fields from the draft', () => {
    const draft = {
      key: 'k',
      chargeId: 'c2',
      keepChargeId: 'c1',
      amountMinor: 1_050,
      reason: 'duplicate',
      note: 'n',
    } as const
    expect(formOf(draft, charge)).toEqual({
      reason: 'duplicate',
      part: true,
      amountText: '10.50',
      note: 'n',
      keepChargeId: 'c1',
    })
    expect(formOf({ ...draft, amountMinor: null }, charge)).toMatchObject({ part: false, amountText: '' })
  })
})
