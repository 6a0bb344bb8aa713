import { posted } from '../../../central/records.ts'
import type { Central } from '../../../central/start.ts'
import { addCharge } from '../copy-rows.ts'
import type { WorkingDesk } from '../working-desk.ts'

/** A charge of 95.99 GBP, or as said, that the central service and the copies of these desks hold; gives its id. */
export async function aKnownCharge(
  central: Central,
  desks: readonly WorkingDesk[],
  amountMinor = 9_599,
): Promise<string> {
  const { chargeId } = await posted(central, {}, { amount_minor: amountMinor })
  for (const { copy } of desks) addCharge(copy, chargeId, { amountMinor, currency: 'GBP' })
  return chargeId
}
