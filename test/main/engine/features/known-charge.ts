import { postPurchase } from '../../../central/sample-data.ts'
import type { Central } from '../../../central/start.ts'
import { addCharge } from '../copy-rows.ts'
import type { WorkingDesk } from '../working-desk.ts'

/** A charge, by default of 95.99 GBP, that the central service and the copies of these desks hold; gives its id. */
export async function makeKnownCharge(
  central: Central,
  desks: readonly WorkingDesk[],
  amountMinor = 9_599,
): Promise<string> {
  const { chargeId } = await postPurchase(central, {}, { amount_minor: amountMinor })
  for (const { copy } of desks) addCharge(copy, chargeId, { amountMinor, currency: 'GBP' })
  return chargeId
}
