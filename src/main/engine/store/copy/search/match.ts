import type { HowMatched } from '../../../../../shared/model/index.ts'

/** A customer who fits a clue, and how the clue fits. */
export interface Match {
  readonly customerId: number
  readonly how: HowMatched
}
