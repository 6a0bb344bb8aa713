import { z } from 'zod'
import { hasCardNumber } from './card-guard/card-number.ts'
import { GATEWAY_MIXES, REFUND_REASONS, VERDICTS } from './model/lists.ts'

/** What a schema says of a text with a card number in it; main answers with it as a code. */
export const CARD_NUMBER = 'card_number'

/** Text that a person may have typed or seen: a card number anywhere in it is refused. */
export const typedText = (schema: z.ZodString) => schema.refine((text) => !hasCardNumber(text), CARD_NUMBER)

/** Text that a machine made, whose digits may look like one by chance: refused where there is nothing but a card number. */
export const machineText = (schema: z.ZodString) =>
  schema.refine((text) => /\p{L}/u.test(text) || !hasCardNumber(text), CARD_NUMBER)

/** Asked with nothing. */
export const noArgument = z.object({})

/** An id that the central service gave. */
export const id = machineText(z.string().min(1).max(64))

/** The idempotency key of a draft, an intent or a decision. */
export const key = z.uuid()

/** Money, in minor units. */
export const amountMinor = z.int().positive()

/** `RefundReason` of the model. */
export const reason = z.enum(REFUND_REASONS)

/** What an agent writes with a refund. */
export const note = typedText(z.string().max(500))

/** A note without which the step is not taken. */
export const neededNote = typedText(z.string().trim().min(1).max(500))

/** `InboxFilter` of the model. */
export const inboxFilter = z.object({
  verdicts: z.array(z.enum(VERDICTS)).max(VERDICTS.length).readonly(),
  gateways: z.array(z.enum(GATEWAY_MIXES)).max(GATEWAY_MIXES.length).readonly(),
  currency: z.string().length(3).nullable(),
  atLeastMinor: z.int().nonnegative().nullable(),
  from: z.int().nullable(),
  to: z.int().nullable(),
})
