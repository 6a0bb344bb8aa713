import { z } from 'zod'

/**
 * What every problem of the contract may say (`application/problem+json`, Values, Errors). A member of another shape counts as
 * absent.
 */
export const problemFields = {
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/)
    .optional()
    .catch(undefined),
  /** False: the central service proves that nothing happened. */
  executed: z.boolean().optional().catch(undefined),
}
