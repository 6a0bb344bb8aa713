import type { FoldedName } from './fold.ts'
import type { NameLikeness } from './likeness.ts'
import { consonantsOf, countSlips, soundOf } from './slips.ts'

/** What the writing alone says of two parts of a name, or null when their letters have to be compared. */
export function compareWriting(a: FoldedName, b: FoldedName): NameLikeness | null {
  if (a.script === 'syllables' && b.script === 'syllables') return compareCharacters(a, b)
  if (a.plain === b.plain && a.joined === b.joined) return 'equal'
  if (a.joined === '' || b.joined === '') return a.joined === b.joined ? 'different' : 'unclear'
  if (a.joined === b.joined || a.spelledOut === b.joined || a.joined === b.spelledOut) return 'written_otherwise'
  if (a.spelledOut === b.spelledOut) return 'written_otherwise'
  return a.script === b.script ? null : compareScripts(a, b)
}

/** Two characters may be read alike and yet be two names. */
function compareCharacters(a: FoldedName, b: FoldedName): NameLikeness {
  if (a.plain === b.plain) return 'equal'
  return a.joined === b.joined ? 'unclear' : 'different'
}

function compareScripts(a: FoldedName, b: FoldedName): NameLikeness {
  if (a.script === 'consonants' || b.script === 'consonants') {
    const [one, other] = [consonantsOf(a.joined), consonantsOf(b.joined)]
    if (one === other) return 'written_otherwise'
    return Math.max(one.length, other.length) > 2 && countSlips(one, other, 1) === 1 ? 'unclear' : 'different'
  }
  const isHardlyTold = a.script === 'syllables' || b.script === 'syllables'
  const [one = '', other = ''] = [a, b].map(({ joined }) => soundOf(isHardlyTold ? withoutVoice(joined) : joined))
  const longest = Math.max(one.length, other.length)
  const slips = countSlips(one, other, longest)
  if (slips <= longest * 0.25) return 'written_otherwise'
  return isHardlyTold || slips <= longest * 0.45 ? 'unclear' : 'different'
}

/** Korean and Chinese are romanised with b, d, g in one system and p, t, k in the other: Gim and Kim, Bak and Park. */
const withoutVoice = (word: string): string => word.replace(/b/g, 'p').replace(/d/g, 't').replace(/g/g, 'k')
