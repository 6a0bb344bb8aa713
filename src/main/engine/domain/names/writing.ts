import type { FoldedName } from './fold.ts'
import type { NameLikeness } from './likeness.ts'
import { consonantsOf, countSlips, soundOf } from './slips.ts'

/**
 * Compares how two parts of a name are written. Null when both have one script and differ in more than writing: the
 * caller then compares their letters.
 */
export function compareWriting(a: FoldedName, b: FoldedName): NameLikeness | null {
  if (a.script === 'syllables' && b.script === 'syllables') return compareCharacters(a, b)
  if (a.plain === b.plain && a.joined === b.joined) return 'equal'
  if (a.joined === '' || b.joined === '') return a.joined === b.joined ? 'different' : 'unclear'
  if (a.joined === b.joined || a.spelledOut === b.joined || a.joined === b.spelledOut) return 'written_otherwise'
  if (a.spelledOut === b.spelledOut) return 'written_otherwise'
  return a.script === b.script ? null : compareScripts(a, b)
}

/** Compares names in characters. Two different characters may have one reading and still be two names. */
function compareCharacters(a: FoldedName, b: FoldedName): NameLikeness {
  if (a.plain === b.plain) return 'equal'
  return a.joined === b.joined ? 'unclear' : 'different'
}

/** Compares names in two scripts by what can be known of their sound. */
function compareScripts(a: FoldedName, b: FoldedName): NameLikeness {
  if (a.script === 'consonants' || b.script === 'consonants') {
    const [one, other] = [consonantsOf(a.joined), consonantsOf(b.joined)]
    if (one === other) return 'written_otherwise'
    return Math.max(one.length, other.length) > 2 && countSlips(one, other, 1) === 1 ? 'unclear' : 'different'
  }
  const isReadingUnsure = a.script === 'syllables' || b.script === 'syllables'
  const [one = '', other = ''] = [a, b].map(({ joined }) => soundOf(isReadingUnsure ? withoutVoice(joined) : joined))
  const longest = Math.max(one.length, other.length)
  const slips = countSlips(one, other, longest)
  if (slips <= longest * 0.25) return 'written_otherwise'
  return isReadingUnsure || slips <= longest * 0.45 ? 'unclear' : 'different'
}

/**
 * Makes romanisations of Korean and Chinese equal: one system writes b, d, g, another p, t, k. Gim and Kim, Bak and
 * Park.
 */
const withoutVoice = (word: string): string => word.replace(/b/g, 'p').replace(/d/g, 't').replace(/g/g, 'k')
