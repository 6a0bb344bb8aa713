import type { CustomerView, GroupView } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { aBooking, aCharge, aCustomer, aGroup } from '../../sample.ts'
import { screen } from '../../screen/screen-test.tsx'

/** The call of Davey Jones is open. */
export const OPEN_CALL = { do: 'openCustomer', bookingId: 'r1' } as const

/** Davey Jones with one group, changed like this. */
export const withGroup = (change: Partial<GroupView>, customer = aCustomer()): CustomerView => ({
  ...customer,
  groups: [aGroup(change)],
})

/** Davey Jones with the charges c1 and c2 changed like this, and with another name where one is given. */
export function withCharges(
  first: Parameters<typeof aCharge>[0],
  second: Parameters<typeof aCharge>[0],
  name = 'Davey Jones',
): CustomerView {
  const later = aCharge({ id: 'c2', bookingId: 'r2', ...second })
  const customer = aCustomer([
    aBooking([later], { reference: 'T7MWPA', travellerName: name }),
    aBooking([aCharge(first)], { travellerName: name }),
  ])
  return { ...customer, name }
}

/** The card of the only group, once it is on the screen. */
export const findCard = (verdict: string): Promise<HTMLElement> =>
  screen.findByRole('region', { name: say('group.label', { word: say('group.noun'), number: 1, count: 1, verdict }) })
