import { countSlips } from '../../names/slips.ts'

/** How many slips a word of this length may have. For two words, the length of the shorter counts. */
const slipsAllowed = (letters: number): 0 | 1 | 2 => (letters < 3 ? 0 : letters < 5 ? 1 : 2)

/** The number of slips between two words; null when there are more than allowed. */
export function slipsBetween(a: string, b: string): number | null {
  const allowed = slipsAllowed(Math.min(a.length, b.length))
  const slips = countSlips(a, b, allowed)
  return slips <= allowed ? slips : null
}

/**
 * The index has deletions of this many first letters; a comparison checks the rest. More letters would mean hundreds of
 * them.
 */
const COMPARED = 7

/**
 * Adds `left` without one letter and without up to `slips` letters, all at `from` or later: no two letters come twice.
 */
function addDeletions(all: Set<string>, left: string, from: number, slips: number): void {
  if (slips === 0) return
  for (let at = from; at < left.length; at += 1) {
    const rest = left.slice(0, at) + left.slice(at + 1)
    all.add(rest)
    addDeletions(all, rest, at, slips - 1)
  }
}

/**
 * The word's first seven letters, and every rest of them after deleting as many letters as the word may have slips. Two
 * words within the allowed slips share one of these texts (symmetric deletion, Garbe's SymSpell), so an index of them
 * finds one word by the other.
 */
export function deletionsOf(word: string): string[] {
  const whole = word.slice(0, COMPARED)
  const all = new Set([whole])
  addDeletions(all, whole, 0, slipsAllowed(word.length))
  return [...all]
}
