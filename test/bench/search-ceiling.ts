import { countSlips } from '../../src/main/engine/domain/names/slips.ts'
import type { Query } from './search-data.ts'
import type { SearchedPerson } from './search-engines.ts'

/** The most that an engine can find by names alone. */
export interface Ceiling {
  readonly recallAt1: number
  readonly recallAt10: number
}

/** A typed word is taken for a name as long as not more than this share of the letters is wrong: far more than anybody would recognise. */
const WRONG_LETTERS = 0.5

/**
 * What an oracle would find that is told which of the two names was typed for another one altogether, and that recognises any
 * other: everybody who bears the names that are left may be meant as well as the target, and nothing that was typed tells
 * them apart. FEBRL replaces whole names, so that this lies well below 1.
 */
export function findCeiling(people: readonly SearchedPerson[], queries: readonly Query[]): Ceiling {
  const byId = new Map(people.map((one) => [one.id, one]))
  const sharing = countSharing(people)
  let [at1, at10] = [0, 0]
  for (const { targetId, text } of queries) {
    const target = byId.get(targetId)
    if (target === undefined) throw new Error(`${targetId} is asked for and is not there`)
    const equals = sharing(recognisedOf(target, piecesOf(text)))
    at1 += 1 / equals
    at10 += Math.min(1, 10 / equals)
  }
  const share = (sum: number) => Number((sum / queries.length).toFixed(4))
  return { recallAt1: share(at1), recallAt10: share(at10) }
}

/** What is left of a name when what cannot be recognised is taken away. */
interface Recognised {
  readonly givenName: string | null
  readonly surname: string | null
}

function recognisedOf({ givenName, surname }: SearchedPerson, pieces: readonly string[]): Recognised {
  return {
    givenName: isRecognised(givenName, pieces) ? givenName : null,
    surname: isRecognised(surname, pieces) ? surname : null,
  }
}

/** A name that is missing is known to be missing. */
const isRecognised = (name: string, pieces: readonly string[]): boolean =>
  name === '' ||
  pieces.some((piece) => {
    const most = Math.floor(WRONG_LETTERS * Math.max(name.length, piece.length))
    return name.startsWith(piece) || piece.startsWith(name) || countSlips(name, piece, most) <= most
  })

/** How many people bear all that was recognised. */
function countSharing(people: readonly SearchedPerson[]): (recognised: Recognised) => number {
  const counts = new Map<string, number>()
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { givenName, surname } of people) {
    add(keyOf({ givenName, surname }))
    add(keyOf({ givenName, surname: null }))
    add(keyOf({ givenName: null, surname }))
  }
  return (recognised) => counts.get(keyOf(recognised)) ?? people.length
}

const keyOf = ({ givenName, surname }: Recognised): string => JSON.stringify([givenName, surname])

/** The typed words in every row of neighbours, apart and together. */
function piecesOf(text: string): string[] {
  const words = text.split(/\s+/)
  return words.flatMap((_, from) =>
    words.slice(from).flatMap((__, count) => {
      const run = words.slice(from, from + count + 1)
      return [run.join(' '), run.join('')]
    }),
  )
}
