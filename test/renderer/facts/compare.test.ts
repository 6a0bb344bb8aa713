import { describe, expect, it } from 'vitest'
import { compareCharges, maskedRow } from '../../../src/renderer/facts/compare.ts'
import { chargesById, chargesOfGroup } from '../../../src/renderer/facts/customer-facts.ts'
import { AT, aCustomer } from '../sample.ts'

describe('the comparison of charges', () => {
  const customer = aCustomer()
  const [group] = customer.groups
  const members = group ? chargesOfGroup(group, chargesById(customer)) : []
  const rows = compareCharges(members, AT)

  it('lists the charges in the order of the group', () => {
    expect(members.map(({ charge }) => charge.id)).toEqual(['c1', 'c2'])
  })

  it('shows the time between the charges', () => {
    expect(rows[0]?.cells[1]?.extra).toBe('+11 min 28 s')
  })

  it('marks equal and different fields', () => {
    const differing = rows.filter(({ same }) => !same).map(({ name }) => name)
    expect(differing).toEqual(['Charged', 'Seat', 'Gateway'])
    const gateway = rows.find(({ name }) => name === 'Gateway')
    expect(gateway?.cells.map(({ text, match }) => [text, match])).toEqual([
      ['old', 'first'],
      ['new', 'differs'],
    ])
  })

  it('names the service beside the seat', () => {
    const [one, other] = members
    if (!one || !other) throw new Error('two charges')
    const extra = { ...other, booking: { ...other.booking, serviceCode: 'EXST' } }
    const seats = compareCharges([one, extra], AT).find(({ field }) => field === 'service')
    expect(seats?.cells.map(({ text }) => text)).toEqual(['14C', '14D, Extra seat'])
  })
})

describe('a masked contact', () => {
  it('counts as the same only when a reason says so, because different contacts may look alike under the mask', () => {
    const masked = 'd•••••@example.org'
    const verdicts = (said: 'same' | 'differs' | null, other = masked) =>
      maskedRow('email', [masked, other], said).cells.map(({ match }) => match)
    expect(verdicts(null)).toEqual(['first', 'unknown'])
    expect(verdicts('same')).toEqual(['first', 'same'])
    expect(verdicts('differs')).toEqual(['first', 'differs'])
    expect(verdicts('same', 'x•••@example.org')).toEqual(['first', 'differs'])
  })
})
