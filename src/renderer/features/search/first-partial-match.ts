import type { FoundPerson } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'

/** Where in a list those end among whom the caller is. */
interface Parted {
  /** How many stand above the line: down to the last who fits every word; everybody where nobody does, or all do. */
  readonly above: number
  /** What is said there of those below it, who only fill the list up; null where there is no line. */
  readonly line: string | null
}

/** Parts those who fit every word from those who fit a part, so that nobody is taken for the caller by a part. */
export function firstPartialMatch(people: readonly FoundPerson[]): Parted {
  const above = people.findLastIndex(({ unmatched }) => unmatched.length === 0) + 1
  const below = people.length - above
  if (above === 0 || below === 0) return { above: people.length, line: null }
  return { above, line: say('search.partlyToo', { count: below }) }
}
