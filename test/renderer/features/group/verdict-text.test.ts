import { describe, expect, it } from 'vitest'
import { addressOf, chargeOfAddress } from '../../../../src/renderer/facts/address.ts'
import { roleOf } from '../../../../src/renderer/features/group/comparison/members.ts'
import { reasonText } from '../../../../src/renderer/features/group/comparison/reason-text.ts'
import { confidenceText, verdictText } from '../../../../src/renderer/features/group/verdict-text.ts'
import type { Verdict } from '../../../../src/shared/model/index.ts'
import { en } from '../../../../src/shared/text/en.ts'
import { AT, aBooking, aCharge, aGroup, aRefund } from '../../sample.ts'

const member = (charge: Parameters<typeof aCharge>[0] = {}) => {
  const made = aCharge(charge)
  return { charge: made, booking: aBooking([made]) }
}
const read = (group: Parameters<typeof verdictText>[0], members: Parameters<typeof verdictText>[1], now = AT) =>
  verdictText(group, members, now)
const two = [member(), member({ id: 'c2' })]
/** What is said of a purchase whose double has refunds in these states. */
const said = (...states: string[]) => {
  const refunds = states.map((state, index) => aRefund({ id: `f${index}`, state }))
  return read(aGroup({ verdict: 'resolved' }), [member(), member({ id: 'c2', refunds })])
}

describe('the verdict’s text', () => {
  it.each<[Verdict, string]>([
    ['duplicate', 'Paid twice'],
    ['hold', 'A hold that drops off by itself'],
    ['separate', 'Two different purchases'],
    ['unsure', 'Cannot tell: a person must look'],
  ])('for %s is “%s”', (verdict, text) => {
    expect(read(aGroup({ verdict }), two)).toBe(text)
  })

  it('counts more than two payments', () => {
    const three = [...two, member({ id: 'c3' })]
    expect(read(aGroup({ giveBackIds: ['c2', 'c3'] }), three)).toBe('Paid three times')
    expect(read(aGroup({ verdict: 'separate' }), three)).toBe('Three different purchases')
  })

  it('does not say that a hold drops off after its time has passed', () => {
    const hold = aGroup({ verdict: 'hold', giveBackIds: [], dropsOffAt: AT })
    expect(read(hold, two, AT - 1)).toBe('A hold that drops off by itself')
    expect(read(hold, two, AT)).toBe('A hold that should have dropped off')
    expect(read({ ...hold, dropsOffAt: null }, two)).toBe('A hold that drops off by itself')
  })

  it('counts disputed charges as payments, but not failed attempts', () => {
    const disputed = [...two, member({ id: 'c3', state: 'disputed' })]
    expect(read(aGroup(), disputed)).toBe('Paid three times')
    expect(read(aGroup({ giveBackIds: [] }), [member(), member({ id: 'c2', state: 'disputed' })])).toBe(
      'Paid twice, and the bank settles one',
    )
    const both = [member(), member({ id: 'c2', state: 'disputed' }), member({ id: 'c3', state: 'disputed' })]
    expect(read(aGroup({ giveBackIds: [] }), both)).toBe('Paid three times, and the bank settles the others')
    const separate = aGroup({ verdict: 'separate' })
    const failed = (id: string) => member({ id, state: 'failed' })
    expect(read(separate, [member(), failed('c2')])).toBe('Paid once: another attempt failed')
    expect(read(separate, [...two, failed('c3')])).toBe('Two different purchases')
    expect(read(separate, [failed('c1'), failed('c2')])).toBe('No money was taken')
  })

  it('does not say that a refund was given back before it is paid out', () => {
    expect(said('pending')).toBe('Being given back')
    expect(said('pending', 'succeeded')).toBe('Being given back')
    expect(said('succeeded')).toBe('Already given back')
  })

  it('does not say that a refund is being given back while a person may still reject it', () => {
    expect(said('pending_approval')).toBe('Its refund waits for approval')
    expect(said('pending', 'pending_approval', 'manual_review')).toBe('Its refund waits for approval')
    expect(said('manual_review')).toBe('Its refund is being checked')
    expect(said('pending', 'of a later kind')).toBe('Its refund is being checked')
  })

  it('says that money was given back only when a refund exists', () => {
    const resolved = aGroup({ verdict: 'resolved' })
    expect(read(resolved, [member(), member({ id: 'c2', refunds: [aRefund()] })])).toBe('Already given back')
    expect(read(resolved, [member(), member({ id: 'c2', refunds: [aRefund({ state: 'rejected' })] })])).toBe(
      'Already put right',
    )
  })

  it('shows the confidence unless the verdict is unsure', () => {
    expect(confidenceText(aGroup())).toBe('certain')
    expect(confidenceText(aGroup({ verdict: 'unsure', confidence: 'open' }))).toBeNull()
  })
})

describe('the role of a charge in its group', () => {
  const [first, second] = two
  it('exists only when the verdict assigns it', () => {
    if (!first || !second) throw new Error('two charges')
    expect(roleOf(aGroup(), first)).toBe('keep')
    expect(roleOf(aGroup(), second)).toBe('give_back')
    // What would be given back if a person said so is not yet to be given back.
    expect(roleOf(aGroup({ verdict: 'unsure' }), second)).toBeNull()
    expect(roleOf(aGroup({ verdict: 'separate' }), first)).toBeNull()
    expect(roleOf(aGroup({ verdict: 'hold', giveBackIds: [] }), member({ id: 'c2', state: 'authorised' }))).toBe(
      'drops_off',
    )
  })
})

describe('the text of a reason', () => {
  it('writes numbers as people say them', () => {
    const say = (code: 'minutes_apart' | 'hours_apart' | 'voided' | 'party_twice', values: Record<string, number>) =>
      reasonText({ code, speaks: 'for', fields: [], values })
    expect(say('minutes_apart', { minutes: 11 })).toBe('11 min apart')
    expect(say('minutes_apart', { minutes: 0 })).toBe('less than a minute apart')
    expect(say('hours_apart', { hours: 51 })).toBe('2 days apart')
    expect(say('voided', { count: 1 })).toBe('one was voided, so nothing was taken')
    expect(say('party_twice', { count: 4 })).toBe('the whole party of 4 was booked twice')
  })

  it('contains no placeholder, whatever its numbers', () => {
    const codes = Object.keys(en).filter((key) => key.startsWith('reason.'))
    for (const key of codes) {
      const code = key.slice('reason.'.length) as Parameters<typeof reasonText>[0]['code']
      if (['duplicate', 'goodwill', 'cancelled', 'other'].includes(code)) continue
      expect(reasonText({ code, speaks: 'for', fields: [], values: {} })).not.toMatch(/[{}]/)
    }
  })
})

it('an address leads back to its charge, and other texts are no address', () => {
  expect(chargeOfAddress(` ${addressOf('ch_davey_1')}\n`)).toBe('ch_davey_1')
  expect(chargeOfAddress('davey once:x')).toBeNull()
  expect(chargeOfAddress('once:')).toBeNull()
  expect(chargeOfAddress(`once:${'x'.repeat(65)}`)).toBeNull()
})
