import { countSlips } from './names/slips.ts'

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

/**
 * The word's first seven letters, and what is left of them with as many letters taken out as it may have slips. Two words
 * within the allowed slips share one of these (symmetric deletion, Garbe's SymSpell), so that an index of them finds the one by the other.
 */
export function deletionsOf(word: string): string[] {
  const all = new Set([word.slice(0, COMPARED)])
  let last = [...all]
  for (let slips = slipsAllowed(word.length); slips > 0; slips -= 1) {
    last = last.flatMap((left) =>
      Array.from({ length: left.length }, (_, at) => left.slice(0, at) + left.slice(at + 1)),
    )
    for (const left of last) all.add(left)
  }
  return [...all]
}
