import type { DeskAction } from '../../../../src/renderer/state/desk-state.ts'
import type { Draft } from '../../../../src/shared/model/index.ts'
import { aKey } from '../../sample.ts'

/** An empty draft for c2. */
export const aDraft = (change: Partial<Draft> = {}): Draft => ({
  key: aKey(),
  chargeId: 'c2',
  keepChargeId: null,
  amountMinor: null,
  reason: null,
  note: '',
  ...change,
})

/** The call of Davey Jones is open, and the refund of this charge. */
export const openCharge = (chargeId: string): readonly DeskAction[] => [
  { do: 'openCustomer', bookingId: 'r1' },
  { do: 'openRefund', chargeId },
]
