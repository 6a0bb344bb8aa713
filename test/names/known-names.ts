import { allLocales } from '@faker-js/faker'
import { foldName } from '../../src/main/domain/names/fold.ts'

/** Names by first letter, each line sorted and parted by spaces, so that a new release of a list reads well as a change. */
type NameLines = Readonly<Record<string, string>>

/** What `resources/names/known.json` holds. */
export interface KnownNames {
  readonly given: NameLines
  readonly surnames: NameLines
}

interface BySex {
  readonly generic?: readonly string[] | null
  readonly female?: readonly string[] | null
  readonly male?: readonly string[] | null
}

/** Esperanto: names that hardly anybody bears. */
const LEFT_OUT = 'eo'

/** The names of the faker package, of some sixty countries, folded as names are compared; not from scripts that leave vowels out. */
export function gatherKnownNames(): KnownNames {
  const people = Object.entries(allLocales)
    .filter(([locale]) => locale !== LEFT_OUT)
    .map(([, definition]) => definition.person)
  return {
    given: lines(people.flatMap((person) => names(person?.first_name))),
    surnames: lines(people.flatMap((person) => names(person?.last_name))),
  }
}

const names = (list: BySex | null | undefined): string[] => [
  ...(list?.generic ?? []),
  ...(list?.female ?? []),
  ...(list?.male ?? []),
]

function lines(written: readonly string[]): NameLines {
  const folded = written.map((name) => foldName(name)).filter(({ script }) => script !== 'consonants')
  const words = new Set(folded.flatMap((name) => name.words).filter((word) => /^[a-z]{2,}$/.test(word)))
  const byLetter = Map.groupBy([...words].sort(), (word) => word.slice(0, 1))
  return Object.fromEntries([...byLetter].map(([letter, all]) => [letter, all.join(' ')]))
}
