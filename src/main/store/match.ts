import type { HowMatched } from '../../preload/model.ts'

/** A customer who fits a clue, and how. */
export interface Match {
  readonly customerId: number
  readonly how: HowMatched
}
