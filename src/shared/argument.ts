import { z } from 'zod'
import { hasCardNumber } from './card-guard/card-number.ts'
import { GATEWAY_MIXES, REFUND_REASONS, VERDICTS } from './model/lists.ts'

/** The error of a schema that finds a card number in a text. Main passes it on as the code of `bad_argument`. */
export const CARD_NUMBER = 'card_number'

/** Text that a person typed or saw. The schema refuses a card number anywhere in it. */
export const typedText = (schema: z.ZodString) => schema.refine((text) => !hasCardNumber(text), CARD_NUMBER)

/** Text that a machine made. Its digits may look like a card number by chance, so the schema refuses a bare card number only. */
export const machineText = (schema: z.ZodString) =>
  schema.refine((text) => /\p{L}/u.test(text) || !hasCardNumber(text), CARD_NUMBER)

/** The argument of a channel that takes none. */
export const noArgument = z.object({})

/** An id of the central service. */
export const id = machineText(z.string().min(1).max(64))

/** The idempotency key of a draft, an intent, an approval or a local decision. */
export const key = z.uuid()

/** A positive amount in minor units. */
export const amountMinor = z.int().positive()

/** A reason of `REFUND_REASONS`. */
export const reason = z.enum(REFUND_REASONS)

/** The note of a refund; it may be empty. */
export const note = typedText(z.string().max(500))

/** A note that the step needs. */
export const neededNote = typedText(z.string().trim().min(1).max(500))

/** The schema of `InboxFilter`. */
export const inboxFilter = z.object({
  verdicts: z.array(z.enum(VERDICTS)).max(VERDICTS.length).readonly(),
  gateways: z.array(z.enum(GATEWAY_MIXES)).max(GATEWAY_MIXES.length).readonly(),
  currency: z.string().length(3).nullable(),
  atLeastMinor: z.int().nonnegative().nullable(),
  from: z.int().nullable(),
  to: z.int().nullable(),
})
