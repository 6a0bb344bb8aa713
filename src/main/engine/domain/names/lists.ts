import known from '../../../../../resources/names/known.json' with { type: 'json' }
import variants from '../../../../../resources/names/variants.json' with { type: 'json' }

/**
 * True for a common given name, folded (`foldName`). The source is the faker package's lists of some sixty countries
 * (`npm run names`).
 */
export const isGivenName = (word: string): boolean => EVERYWHERE.has(word) || COUNTRIES.has(word)

/**
 * True for two given names that brothers or sisters may have: at least two countries know both. One country is not
 * enough, because each list has rare names that look like a slip of a common one (Alan and Alen, Bertha and Hertha).
 */
export function mayBeSiblings(a: string, b: string): boolean {
  const [ofA, ofB] = [COUNTRIES.get(a), COUNTRIES.get(b)]
  if (ofA === undefined || ofB === undefined) return isGivenName(a) && isGivenName(b)
  return [...ofA].filter((country) => ofB.has(country)).length >= 2
}

/** True for a common surname, folded. The source is the same as that of `isGivenName`. */
export const isSurname = (word: string): boolean => SURNAMES.has(word)

/**
 * What the list of variants knows about two given names. `romanisation`: one name, romanised in two ways. `nickname`: a
 * name and its short form. `near`: related names that two people may have. Null: nothing.
 */
export function kinship(a: string, b: string): 'romanisation' | 'nickname' | 'near' | null {
  if (shareGroup(ROMANISATIONS, a, b)) return 'romanisation'
  const [short] = [a, b].filter((one) => FORMAL_NAMES.get(one)?.has(one === a ? b : a))
  if (short !== undefined) return STANDS_ALONE.has(short) ? 'near' : 'nickname'
  return shareGroup(VARIANTS, a, b) || shareFormalName(a, b) ? 'near' : null
}

const wordsOf = (lines: readonly string[]): Set<string> => new Set(lines.flatMap((line) => line.split(' ')))

/** Short forms that parents also give as full names: Jack may be John's brother. */
const STANDS_ALONE = wordsOf([variants.standAlone])

const SHORT_FORMS = Object.entries(variants.diminutives).map(
  ([formal, short]): readonly [string, readonly string[]] => [formal, short.split(' ')],
)

const FORMAL_NAMES = indexOf(SHORT_FORMS.flatMap(([formal, short]) => short.map((one) => [one, formal] as const)))
const ROMANISATIONS = groupsOf(variants.romanisations)
const VARIANTS = groupsOf(variants.variants)
/** For each given name, the countries whose list has it. */
const COUNTRIES = indexOf(
  Object.entries(known.given).flatMap(([country, names]) => names.split(' ').map((name) => [name, country] as const)),
)
/** All names in the list of variants. Some of them are in no country's list. */
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

/** For each word, the numbers of the lines that contain it. */
function groupsOf(lines: readonly string[]): Map<string, Set<number>> {
  return indexOf(lines.flatMap((line, number) => line.split(' ').map((word) => [word, number] as const)))
}

const shareGroup = (groups: ReadonlyMap<string, ReadonlySet<number>>, a: string, b: string): boolean =>
  overlap(groups.get(a), groups.get(b))

const shareFormalName = (a: string, b: string): boolean => overlap(FORMAL_NAMES.get(a), FORMAL_NAMES.get(b))

function overlap<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): boolean {
  if (a === undefined || b === undefined) return false
  for (const one of a) if (b.has(one)) return true
  return false
}
