import { PARTICLES } from '../names/surnames.ts'

/** The shortest word that can be two names, and the longest that can be a name. Letters. */
const SHORTEST = 6
const LONGEST = 40
/**
 * The share of customers that must bear a part. A rarer part is a typing error in somebody's name. The second figure is
 * for parts of fewer than three letters.
 */
const RAREST = 1 / 100_000
const RAREST_SHORT = 1 / 10_000

/** True for a token (name-tokens.ts) that may be several names written as one, as airlines do. */
export const mayBeGlued = (word: string): boolean => word.length >= SHORTEST && word.length <= LONGEST

/**
 * True for a token that may be two or three initials written as one (`jp`). The caller checks that nobody has that
 * name.
 */
export const mayBeInitials = (word: string): boolean => /^[a-z]{2,3}$/.test(word)

/** Every part of the word that could be a name; the word itself is none. */
export function partsOfGlued(word: string): string[] {
  const parts = new Set<string>()
  for (let from = 0; from < word.length; from += 1) {
    for (let to = from + 1; to <= word.length; to += 1) {
      const part = word.slice(from, to)
      const isInside = from > 0 && to < word.length
      if (part.length > 1 || (isInside && PARTICLES.has(part))) parts.add(part)
    }
  }
  parts.delete(word)
  return [...parts]
}

/**
 * Splits a word into the likeliest several names: `anamaria` → `ana`, `maria` (unigram segmentation, Norvig 2009). Each
 * part must be a particle, or at least as common as the word itself. Null when there is no such split.
 *
 * @param bearers For the word and its parts, how many of the `customers` bear it as a name. Nobody bears a missing one.
 */
export function splitGlued(word: string, bearers: ReadonlyMap<string, number>, customers: number): string[] | null {
  const isKnownName = (name: string, known: number): boolean =>
    PARTICLES.has(name) ||
    known >= Math.max(bearers.get(word) ?? 0, customers * (name.length < 3 ? RAREST_SHORT : RAREST))
  const best: (Split | null)[] = [{ cost: 0, names: [] }]
  for (let to = 1; to <= word.length; to += 1) {
    best[to] = null
    for (let from = 0; from < to; from += 1) {
      const [before, name] = [best[from] ?? null, word.slice(from, to)]
      const known = name === word ? 0 : (bearers.get(name) ?? 0)
      if (before === null || known === 0 || !isKnownName(name, known)) continue
      const cost = before.cost + Math.log(Math.max(customers, known) / known)
      if (cost < (best[to]?.cost ?? Number.POSITIVE_INFINITY)) best[to] = { cost, names: [...before.names, name] }
    }
  }
  const found = best[word.length] ?? null
  return found === null ? null : [...found.names]
}

interface Split {
  readonly cost: number
  readonly names: readonly string[]
}
