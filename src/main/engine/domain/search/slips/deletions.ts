import { countSlips } from '../../names/slips.ts'

/** How many slips a word of so many letters may have: none in a short one, two in a long one. Of two words the shorter one counts. */
const slipsAllowed = (letters: number): 0 | 1 | 2 => (letters < 3 ? 0 : letters < 5 ? 1 : 2)

/** The slips between two words when there are no more than allowed, else null. */
export function slipsBetween(a: string, b: string): number | null {
  const allowed = slipsAllowed(Math.min(a.length, b.length))
  const slips = countSlips(a, b, allowed)
  return slips <= allowed ? slips : null
}

/** What words agree on is looked for in their first letters; those behind are compared afterwards. Longer words would have hundreds of deletions. */
const COMPARED = 7

/** Each letter from `from` on taken out, and as many more behind it: no two letters twice. */
function addDeletions(all: Set<string>, left: string, from: number, slips: number): void {
  if (slips === 0) return
  for (let at = from; at < left.length; at += 1) {
    const rest = left.slice(0, at) + left.slice(at + 1)
    all.add(rest)
    addDeletions(all, rest, at, slips - 1)
  }
}

/**
 * The word's first seven letters, and what is left of them with as many letters taken out as it may have slips. Two words
 * within the allowed slips share one of these (symmetric deletion, Garbe's SymSpell), so that an index of them finds the one by the other.
 */
export function deletionsOf(word: string): string[] {
  const whole = word.slice(0, COMPARED)
  const all = new Set([whole])
  addDeletions(all, whole, 0, slipsAllowed(word.length))
  return [...all]
}
