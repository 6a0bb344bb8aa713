import type { Clue, FoundPerson, MatchedClue } from '../../preload/model.ts'
import { say, word } from '../../preload/text/index.ts'

/** Why a person is in the list: what fits and how, and what does not. */
export function whyFound({ matched, unmatched }: FoundPerson): string {
  const clues = [...new Set(matched.map(fitting))].join(', ')
  if (unmatched.length === 0) return say('search.matched', { clues })
  const missing = [...new Set(unmatched.map(named))].join(', ')
  return clues === '' ? say('search.onlyNot', { missing }) : say('search.matchedNot', { clues, missing })
}

/** Names that are as typed need no word of their own: they stand above. */
function fitting(clue: MatchedClue): string {
  if (clue.how === 'exact') return clue.kind === 'name' ? word('clue', 'name') : named(clue)
  return say('search.how', { clue: named(clue), how: word('how', clue.how) })
}

const named = ({ kind, text, value }: Clue): string =>
  kind === 'name' ? say('search.typedName', { text }) : `${word('clue', kind)} ${value}`
