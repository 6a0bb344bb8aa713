import known from '../../../../../resources/names/known.json' with { type: 'json' }
import variants from '../../../../../resources/names/variants.json' with { type: 'json' }

/** A given name that many people bear, as `foldName` writes it. From the faker package's lists of some sixty countries (`npm run names`). */
export const isGivenName = (word: string): boolean => EVERYWHERE.has(word) || COUNTRIES.has(word)

/**
 * Two given names that brothers or sisters may well bear, because at least two countries know both of them: a list alone has rare
 * names that read like a slip of a common one (Alan and Alen, Bertha and Hertha).
 */
export function mayBeSiblings(a: string, b: string): boolean {
  const [ofA, ofB] = [COUNTRIES.get(a), COUNTRIES.get(b)]
  if (ofA === undefined || ofB === undefined) return isGivenName(a) && isGivenName(b)
  return [...ofA].filter((country) => ofB.has(country)).length >= 2
}

/** A surname that many people bear, likewise. */
export const isSurname = (word: string): boolean => SURNAMES.has(word)

/** What the list of variants says of two given names: one name in two romanisations, a name and its short form, near ones that two people may bear, or nothing. */
export function kinship(a: string, b: string): 'romanisation' | 'nickname' | 'near' | null {
  if (shareGroup(ROMANISATIONS, a, b)) return 'romanisation'
  const [short] = [a, b].filter((one) => FORMAL_NAMES.get(one)?.has(one === a ? b : a))
  if (short !== undefined) return STANDS_ALONE.has(short) ? 'near' : 'nickname'
  return shareGroup(VARIANTS, a, b) || shareFormalName(a, b) ? 'near' : null
}

const wordsOf = (lines: readonly string[]): Set<string> => new Set(lines.flatMap((line) => line.split(' ')))

/** Short names that are given as they are: Jack may be John's brother. */
const STANDS_ALONE = wordsOf([variants.standAlone])

const SHORT_FORMS = Object.entries(variants.diminutives).map(
  ([formal, short]): readonly [string, readonly string[]] => [formal, short.split(' ')],
)

const FORMAL_NAMES = indexOf(SHORT_FORMS.flatMap(([formal, short]) => short.map((one) => [one, formal] as const)))
const ROMANISATIONS = groupsOf(variants.romanisations)
const VARIANTS = groupsOf(variants.variants)
/** For each name the countries that know it. */
const COUNTRIES = indexOf(
  Object.entries(known.given).flatMap(([country, names]) => names.split(' ').map((name) => [name, country] as const)),
)
/** Names of the list of variants, of which some are known without a country. */
const EVERYWHERE = wordsOf([
  ...Object.keys(variants.diminutives),
  ...Object.values(variants.diminutives),
  ...variants.romanisations,
  ...variants.variants,
])
const SURNAMES = wordsOf(Object.values(known.surnames))

function indexOf<T>(pairs: readonly (readonly [string, T])[]): Map<string, Set<T>> {
  const index = new Map<string, Set<T>>()
  for (const [key, value] of pairs) index.set(key, (index.get(key) ?? new Set()).add(value))
  return index
}

/** Each word with the numbers of the lines that it stands in. */
function groupsOf(lines: readonly string[]): Map<string, Set<number>> {
  return indexOf(lines.flatMap((line, number) => line.split(' ').map((word) => [word, number] as const)))
}

const shareGroup = (groups: ReadonlyMap<string, ReadonlySet<number>>, a: string, b: string): boolean =>
  meet(groups.get(a), groups.get(b))

const shareFormalName = (a: string, b: string): boolean => meet(FORMAL_NAMES.get(a), FORMAL_NAMES.get(b))

function meet<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): boolean {
  if (a === undefined || b === undefined) return false
  for (const one of a) if (b.has(one)) return true
  return false
}
