import { PARTICLES } from '../names/surnames.ts'

/** A shorter word is no two names, and a longer one than this nobody is called. */
const SHORTEST = 6
const LONGEST = 40
/** A part that fewer bear, of so many customers, is a typing error that happens to be there; one of two letters sooner. */
const RAREST = 1 / 100_000
const RAREST_SHORT = 1 / 10_000

/** Whether this may be several names that were written as one, as airlines do. Folded (name-tokens.ts). */
export const mayBeGlued = (word: string): boolean => word.length >= SHORTEST && word.length <= LONGEST

/** Whether this may be two or three initials that were written as one, where nobody is called so: `jp`. */
export const mayBeInitials = (word: string): boolean => /^[a-z]{2,3}$/.test(word)

/** Every part that a name in this word could be. */
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
 * The likeliest way to take this word for several names of which each is better known than itself, by how many people bear each
 * (unigram segmentation, Norvig 2009): `anamaria` → `ana`, `maria`. Null where there is none.
 *
 * @param bearers How many of so many customers bear a name: the word itself and its parts; nobody bears what is not in it.
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
