import { countSlips } from '../../src/main/engine/domain/names/slips.ts'
import type { Query } from './search-data.ts'
import type { SearchedPerson } from './search-engines.ts'

/** The highest recall that an engine can reach by names alone. */
export interface Ceiling {
  readonly recallAt1: number
  readonly recallAt10: number
}

/**
 * A typed word counts as a recognised name when at most this share of its letters is wrong. A person would recognise
 * far fewer.
 */
const WRONG_LETTERS = 0.5

/**
 * Computes what an oracle would find that recognises every name, unless the typed name is another name altogether.
 * Everybody who has the recognised names may be meant as well as the target, and nothing typed separates them. FEBRL
 * replaces whole names, so the ceiling is well below 1.
 */
export function findCeiling(people: readonly SearchedPerson[], queries: readonly Query[]): Ceiling {
  const byId = new Map(people.map((one) => [one.id, one]))
  const sharing = countSharing(people)
  let [at1, at10] = [0, 0]
  for (const { targetId, text } of queries) {
    const target = byId.get(targetId)
    if (target === undefined) throw new Error(`${targetId} is the target of a query but does not exist`)
    const equals = sharing(recognisedOf(target, piecesOf(text)))
    at1 += 1 / equals
    at10 += Math.min(1, 10 / equals)
  }
  const share = (sum: number) => Number((sum / queries.length).toFixed(4))
  return { recallAt1: share(at1), recallAt10: share(at10) }
}

/** A name without the parts that cannot be recognised. */
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

/** A missing name counts as recognised. */
const isRecognised = (name: string, pieces: readonly string[]): boolean =>
  name === '' ||
  pieces.some((piece) => {
    const most = Math.floor(WRONG_LETTERS * Math.max(name.length, piece.length))
    return name.startsWith(piece) || piece.startsWith(name) || countSlips(name, piece, most) <= most
  })

/** Counts the people who have all recognised names. */
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

/** All runs of neighbouring typed words, with and without spaces. */
function piecesOf(text: string): string[] {
  const words = text.split(/\s+/)
  return words.flatMap((_, from) =>
    words.slice(from).flatMap((__, count) => {
      const run = words.slice(from, from + count + 1)
      return [run.join(' '), run.join('')]
    }),
  )
}
