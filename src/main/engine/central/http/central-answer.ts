import { z } from 'zod'

/** An answer that came whole. `body` is the parsed JSON; undefined when the answer is not JSON. Header names in lower case. */
export interface CentralAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What every problem of the contract may tell (`application/problem+json`); what is not as promised counts as not told. */
export const problemFields = {
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/)
    .optional()
    .catch(undefined),
  /** False: the central service proves that nothing happened. */
  executed: z.boolean().optional().catch(undefined),
}
