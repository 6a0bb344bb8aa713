import type {
  BookingStatus,
  ChargeState,
  Gateway,
  GatewayMix,
  Purpose,
  RefundReason,
  RefundState,
  Role,
  SalesChannel,
} from '../model/lists.ts'
import { failures } from './en/failures.ts'
import { fields } from './en/fields.ts'
import { groups } from './en/groups.ts'
import { inbox } from './en/inbox.ts'
import { intents } from './en/intents.ts'
import { keys } from './en/keys.ts'
import { review } from './en/review.ts'
import { screens } from './en/screens.ts'
import { verdicts } from './en/verdicts.ts'
import { words } from './en/words.ts'
import { work } from './en/work.ts'

/** Every value of a closed list has its label: the compiler names the one that is missing. */
type ClosedLabels =
  | `purpose.${Purpose}`
  | `chargeState.${ChargeState}`
  | `refundState.${RefundState}`
  | `gateway.${Gateway}`
  | `bulkGateway.${GatewayMix}`
  | `bookingStatus.${BookingStatus}`
  | `channel.${SalesChannel}`
  | `reason.${RefundReason}`
  | `role.${Role}`

/** English, the desk's one language: every text that a person may read, by name. */
export const en = {
  ...words,
  ...failures,
  ...fields,
  ...intents,
  ...keys,
  ...review,
  ...screens,
  ...work,
  ...groups,
  ...inbox,
  ...verdicts,
} as const satisfies Readonly<Record<ClosedLabels, string>>
