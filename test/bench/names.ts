import { existsSync } from 'node:fs'
import process from 'node:process'
import { compareNames, type PersonName, travellerKey } from '../../src/main/engine/domain/names/name-match.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { DATA_FOLDER, type NameRecord, readFebrl, readHistorical } from './name-records.ts'

/**
 * One figure of the comparison of names. `peer` is the value of another comparison on the same pairs, or a published
 * value.
 */
export interface NameFigure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: number | null
  readonly ratio: number | null
}

/** Decides whether two records belong to one person. */
type Matcher = (a: NameRecord, b: NameRecord) => boolean

interface Pair {
  readonly a: NameRecord
  readonly b: NameRecord
}

/**
 * Measures precision and recall over the pairs of records in dataset2 and dataset3, by name alone and by name with an
 * equal soc_sec_id (the card), and over the historical persons. A pair that no block found counts as missed. The peer
 * is Jaro-Winkler at the threshold that is best on dataset2, where our rules were tuned too. None of these sets has
 * families who share one card, where a matcher can take two people for one. The figure `told apart` says how often a
 * matcher separates such relatives. `peer as careful` is the peer's score at the threshold where it separates as many
 * relatives as we do. Returns null without the data.
 */
export function measureNames(): NameFigure[] | null {
  if (!existsSync(DATA_FOLDER)) return null
  const threshold = bestThreshold(readFebrl('dataset2.csv'))
  const byPeer = asSimilarAs(threshold)
  const historical = readHistorical()
  const relatives = pairsOfRelatives(historical)
  const careful = asSimilarAs(thresholdThatSeparates(relatives, shareSeparated(relatives, byName)))
  return [
    ...['dataset2', 'dataset3'].flatMap((set) => {
      const records = readFebrl(`${set}.csv`)
      return [
        ...measure(`${set}, name`, records, byName, byPeer),
        ...measure(`${set}, name and id`, records, withIdentifier(byName), withIdentifier(byPeer)),
        ...measure(`${set}, name not different, and id`, records, withIdentifier(notDifferent), withIdentifier(byPeer)),
      ]
    }),
    ...measure('historical, name', historical, byName, byPeer),
    figure(
      `one surname, two given names (${relatives.length} pairs): told apart`,
      shareSeparated(relatives, byName),
      'share',
      shareSeparated(relatives, byPeer),
    ),
    ...measure(
      'dataset3, name and id, peer as careful',
      readFebrl('dataset3.csv'),
      withIdentifier(byName),
      withIdentifier(careful),
    ),
    measureSpeed(readFebrl('dataset3.csv')),
  ]
}

const likenessOf = (a: NameRecord, b: NameRecord): string => compareNames(a.name, b.name).likeness
const notDifferent: Matcher = (a, b) => likenessOf(a, b) !== 'different'
const byName: Matcher = (a, b) => !['unclear', 'different'].includes(likenessOf(a, b))
const withIdentifier =
  (matches: Matcher): Matcher =>
  (a, b) =>
    a.identifier !== '' && a.identifier === b.identifier && matches(a, b)

const asSimilarAs =
  (threshold: number): Matcher =>
  (a, b) =>
    similarity(a.name, b.name) >= threshold

const similarity = (a: PersonName, b: PersonName): number =>
  (jaroWinkler(a.givenName, b.givenName) + jaroWinkler(a.surname, b.surname)) / 2

function measure(name: string, records: readonly NameRecord[], matches: Matcher, peer: Matcher): NameFigure[] {
  const pairs = pairsInBlocks(records)
  const links = countLinks(records)
  const [ours, theirs] = [score(pairs, links, matches), score(pairs, links, peer)]
  return [
    figure(`${name}: precision`, ours.precision, 'share', theirs.precision),
    figure(`${name}: recall`, ours.recall, 'share', theirs.recall),
    figure(`${name}: F1`, f1(ours), 'share', f1(theirs)),
    figure(`${name}: blocking recall`, pairs.filter(isLink).length / links, 'share', null),
  ]
}

/**
 * Pairs of people who share a surname, as a family on one card does, but have different given names. Each pair occurs
 * once.
 */
function pairsOfRelatives(records: readonly NameRecord[]): Pair[] {
  const firsts = [...Map.groupBy(records, (record) => record.person).values()].flatMap(([first]) => first ?? [])
  const families = [...Map.groupBy(firsts, (record) => record.name.surname).values()]
  return families
    .flatMap((family) => pairsOf(family.slice(0, 40)))
    .filter(({ a, b }) => a.name.givenName !== '' && a.name.givenName !== b.name.givenName)
}

const shareSeparated = (relatives: readonly Pair[], matches: Matcher): number =>
  relatives.filter(({ a, b }) => !matches(a, b)).length / relatives.length

/** The lowest threshold where the peer separates as many relatives as we do. */
const thresholdThatSeparates = (relatives: readonly Pair[], share: number): number =>
  THRESHOLDS.find((threshold) => shareSeparated(relatives, asSimilarAs(threshold)) >= share) ?? 1

const THRESHOLDS = Array.from({ length: 31 }, (_, step) => 0.7 + step / 100)

function measureSpeed(records: readonly NameRecord[]): NameFigure {
  const pairs = pairsInBlocks(records)
  const microsecondsFor = (matches: Matcher): number => {
    const start = process.cpuUsage()
    for (const { a, b } of pairs) matches(a, b)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / pairs.length
  }
  return figure(
    'processor time for a pair',
    microsecondsFor(byName),
    'µs',
    microsecondsFor((a, b) => similarity(a.name, b.name) > 0),
  )
}

/** The threshold where the peer's F1 on the tuning set is best. */
function bestThreshold(records: readonly NameRecord[]): number {
  const pairs = pairsInBlocks(records)
  const links = countLinks(records)
  const scoreAt = (threshold: number): number => f1(score(pairs, links, asSimilarAs(threshold)))
  return THRESHOLDS.reduce((best, one) => (scoreAt(one) > scoreAt(best) ? one : best))
}

/**
 * Every pair that shares an identifier, a birth date, a traveller key and birth year, or a surname and postcode. The
 * desk's index finds bookings of one departure in the same way.
 */
function pairsInBlocks(records: readonly NameRecord[]): Pair[] {
  const numbers = new Map(records.map((record, number) => [record, number]))
  const keys: readonly ((record: NameRecord) => string)[] = [
    (record) => record.identifier,
    (record) => record.birthDate,
    ({ name, birthDate }) => (birthDate === '' ? '' : `${travellerKey(name)} ${birthDate.slice(0, 4)}`),
    ({ name, postcode }) => (postcode === '' || name.surname === '' ? '' : `${name.surname} ${postcode}`),
  ]
  const found = new Map<string, Pair>()
  for (const key of keys) {
    const blocks = Map.groupBy(records, key)
    blocks.delete('')
    for (const block of blocks.values())
      for (const pair of pairsOf(block)) found.set(`${numbers.get(pair.a)} ${numbers.get(pair.b)}`, pair)
  }
  return [...found.values()]
}

const pairsOf = (records: readonly NameRecord[]): Pair[] =>
  records.flatMap((a, at) => records.slice(at + 1).map((b) => ({ a, b })))

const isLink = ({ a, b }: Pair): boolean => a.person === b.person

const countLinks = (records: readonly NameRecord[]): number =>
  [...Map.groupBy(records, (record) => record.person).values()].reduce(
    (sum, { length }) => sum + (length * (length - 1)) / 2,
    0,
  )

interface Score {
  readonly precision: number
  readonly recall: number
}

function score(pairs: readonly Pair[], links: number, matches: Matcher): Score {
  const matched = pairs.filter(({ a, b }) => matches(a, b))
  const correct = matched.filter(isLink).length
  return { precision: correct / matched.length, recall: correct / links }
}

const f1 = ({ precision, recall }: Score): number => (2 * precision * recall) / (precision + recall)

const figure = (name: string, value: number, unit: string, peer: number | null): NameFigure => ({
  name,
  value: round(value),
  unit,
  peer: peer === null ? null : round(peer),
  ratio: peer === null ? null : round(value / peer),
})

const round = (value: number): number => Math.round(value * 10_000) / 10_000
