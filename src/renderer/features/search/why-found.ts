import type { FoundPerson, MatchedClue } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { clueText } from './clue-text.ts'

/** Why a person is in the list; null where there is nothing to say. */
interface WhyFound {
  /** What fits, and how: `name, “smiht” (typing error), card 5100`. */
  readonly fits: string | null
  /** What does not: `“smith”, flight EI164`. */
  readonly misses: string | null
}

/** What fits a person and how, and what does not. */
export function whyFound({ matched, unmatched }: FoundPerson): WhyFound {
  return { fits: listed(matched.map(fitting)), misses: listed(unmatched.map(clueText)) }
}

const listed = (texts: readonly string[]): string | null => [...new Set(texts)].join(', ') || null

/** Names that are as typed need no word of their own: they stand above. */
function fitting(clue: MatchedClue): string {
  if (clue.how === 'exact') return clue.kind === 'name' ? label('clue', 'name') : clueText(clue)
  return say('search.how', { clue: clueText(clue), how: label('how', clue.how) })
}
