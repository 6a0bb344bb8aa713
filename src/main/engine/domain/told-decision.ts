import type { DecisionFacts } from './change.ts'

/** A person's decision on charges as the central service tells it, in the feed or in an answer, under its id. */
export interface ToldDecision extends Omit<DecisionFacts, 'entityHash'> {
  readonly id: string
}
