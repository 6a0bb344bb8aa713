import type { FoldedName } from './fold.ts'
import { leastLike, mostLike, type NameLikeness } from './likeness.ts'
import { isSurname } from './lists.ts'
import { countSlips, differInVowelLength, shareConsonants, soundAlike } from './slips.ts'
import { compareWriting } from './writing.ts'

/** Words in front of a surname that people leave out or write together with it. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'al el bin ibn ben bint abu van von vom zu zum zur der den de het ten ter te da das do dos du di della degli del la las le los lo les d l o af av y e i und san'.split(
    ' ',
  ),
)

/**
 * Compares two surnames. A family shares its surname, so a slip here is seldom another person. Short surnames and pairs
 * of common ones are `unclear`.
 */
export function compareSurnames(a: FoldedName, b: FoldedName): NameLikeness {
  const writing = compareWriting(a, b)
  if (writing !== null) return writing
  const [core, otherCore] = [coreOf(a), coreOf(b)]
  if (isSet(core, otherCore)) return 'written_otherwise'
  if (hasParticleBefore(a.joined, core, b.joined) || hasParticleBefore(b.joined, otherCore, a.joined)) {
    return 'written_otherwise'
  }
  return mostLike(compareCores(core, otherCore), compareSurnameWords(wholeOf(a), wholeOf(b)))
}

function compareCores(a: readonly string[], b: readonly string[]): NameLikeness {
  if (a.length === b.length) return leastLike(a.map((word, at) => compareSurnameWords(word, b[at] ?? '')))
  return a.length < b.length ? compareFewer(a, b) : compareFewer(b, a)
}

/**
 * Compares surnames when people may have left out one of several: each word of `fewer` to its closest word of `more`.
 */
function compareFewer(fewer: readonly string[], more: readonly string[]): NameLikeness {
  const best = fewer.map((word) => more.map((other) => compareSurnameWords(word, other)).reduce(mostLike))
  return leastLike(['shortened', ...best])
}

/** The words without particles, with Mac as Mc and Saint as St. */
function coreOf(name: FoldedName): string[] {
  const words = name.words.filter((word) => !PARTICLES.has(word))
  return (words.length > 0 ? words : name.words).map(abbreviated)
}

const wholeOf = (name: FoldedName): string => abbreviated(name.words.map(abbreviated).join(''))

const abbreviated = (word: string): string =>
  word.replace(/^mac(?=[^aeiouhky]..)/, 'mc').replace(/^saint(?=$|[^aeious])/, 'st')

const isSet = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join(' ') === [...b].sort().join(' ')

/** True when `joined` is `other` with a particle written in front: `Lathangue` and Thangue, `Darcy` and Arcy. */
const hasParticleBefore = (joined: string, core: readonly string[], other: string): boolean =>
  core.length === 1 && other.length > 3 && joined.endsWith(other) && PARTICLES.has(joined.slice(0, -other.length))

function compareSurnameWords(a: string, b: string): NameLikeness {
  if (a === b) return 'written_otherwise'
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'shortened' : 'different'
  if (differInVowelLength(a, b)) return 'written_otherwise'
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  const areKnown = isSurname(a) && isSurname(b)
  if (shorter.length >= 4 && longer.length - shorter.length >= 2 && longer.startsWith(shorter))
    return isSurname(shorter) ? 'unclear' : 'shortened'
  const slips = countSlips(a, b, 3)
  if (slips === 1) return longer.length <= 3 || (areKnown && longer.length <= 5) ? 'unclear' : 'typing_error'
  if (slips === 2 && shorter.length >= 5) return shorter.length >= 6 && !areKnown ? 'typing_error' : 'unclear'
  if (soundAlike(a, b)) return areKnown ? 'unclear' : 'typing_error'
  const isNear = slips === 3 && shorter.length >= 6 && a[0] === b[0]
  return isNear || shareConsonants(a, b) ? 'unclear' : 'different'
}
