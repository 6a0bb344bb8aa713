import variants from '../../../../../resources/names/variants.json' with { type: 'json' }

/**
 * For each name, its other spellings: short forms, romanisations and near spellings. From
 * resources/names/variants.json.
 */
const OTHERS = othersOf([
  ...Object.entries(variants.diminutives).flatMap(([formal, short]) => short.split(' ').map((one) => [formal, one])),
  ...[...variants.romanisations, ...variants.variants].map((line) => line.split(' ')),
])

/** The other spellings of a folded name; empty when none is known. `bob` → `robert`; `yusuf` → `youssef`, … */
export const otherSpellings = (word: string): ReadonlySet<string> => OTHERS.get(word) ?? NONE

const NONE: ReadonlySet<string> = new Set()

function othersOf(groups: readonly (readonly string[])[]): Map<string, Set<string>> {
  const others = new Map<string, Set<string>>()
  for (const group of groups) {
    for (const word of group) {
      const known = others.get(word) ?? new Set()
      for (const other of group) if (other !== word) known.add(other)
      others.set(word, known)
    }
  }
  return others
}
