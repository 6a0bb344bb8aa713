import { describe, expect, it } from 'vitest'
import { chargesById, chargesOfGroup } from '../../../src/renderer/customer/customer-facts.ts'
import { apartMs, compareCharges } from '../../../src/renderer/group/compare.ts'
import { AT, aCustomer } from '../sample.ts'

describe('charges side by side', () => {
  const customer = aCustomer()
  const [group] = customer.groups
  const members = group ? chargesOfGroup(group, chargesById(customer)) : []
  const rows = compareCharges(members, AT)

  it('stand in the order of the group', () => {
    expect(members.map(({ charge }) => charge.id)).toEqual(['c1', 'c2'])
  })

  it('say how far they are apart', () => {
    expect(apartMs(members)).toBe(688_000)
    expect(rows[0]?.cells[1]?.extra).toBe('+11 min 28 s')
  })

  it('mark what is the same and what differs', () => {
    const differing = rows.filter(({ same }) => !same).map(({ name }) => name)
    expect(differing).toEqual(['Charged', 'Gateway', 'Seat'])
    const gateway = rows.find(({ name }) => name === 'Gateway')
    expect(gateway?.cells.map(({ text, verdict }) => [text, verdict])).toEqual([
      ['old', 'first'],
      ['new', 'differs'],
    ])
  })
})
