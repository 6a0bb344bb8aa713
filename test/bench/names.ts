import { existsSync } from 'node:fs'
import process from 'node:process'
import { compareNames, type PersonName, travellerKey } from '../../src/main/engine/domain/names/name-match.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { DATA_FOLDER, type NameRecord, readFebrl, readHistorical } from './name-records.ts'

/** One figure of the comparison of names; `peer` is what another way to compare reached on the same pairs, or what was published. */
export interface NameFigure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: number | null
  readonly ratio: number | null
}

/** Who says that two records are one person's. */
type Judge = (a: NameRecord, b: NameRecord) => boolean

interface Pair {
  readonly a: NameRecord
  readonly b: NameRecord
}

/**
 * Precision and recall over the pairs of records in dataset2 and dataset3, by name alone and by name and an equal
 * soc_sec_id (the card), and over the historical persons. Recall counts the pairs that no block brought together as
 * missed. The peer is Jaro-Winkler at the threshold that is best on dataset2, where our rules were tuned too. None of
 * these sets has families on one card, where that takes two people for one: `told apart` says how often, and `peer as
 * careful` what it finds when it takes no more of them for one than we do. Null without the data.
 */
export function measureNames(): NameFigure[] | null {
  if (!existsSync(DATA_FOLDER)) return null
  const threshold = bestThreshold(readFebrl('dataset2.csv'))
  const byPeer = asSimilarAs(threshold)
  const historical = readHistorical()
  const relatives = pairsOfRelatives(historical)
  const careful = asSimilarAs(thresholdThatTellsApart(relatives, shareToldApart(relatives, byName)))
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
      shareToldApart(relatives, byName),
      'share',
      shareToldApart(relatives, byPeer),
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
const notDifferent: Judge = (a, b) => likenessOf(a, b) !== 'different'
const byName: Judge = (a, b) => !['unclear', 'different'].includes(likenessOf(a, b))
const withIdentifier =
  (judge: Judge): Judge =>
  (a, b) =>
    a.identifier !== '' && a.identifier === b.identifier && judge(a, b)

const asSimilarAs =
  (threshold: number): Judge =>
  (a, b) =>
    similarity(a.name, b.name) >= threshold

const similarity = (a: PersonName, b: PersonName): number =>
  (jaroWinkler(a.givenName, b.givenName) + jaroWinkler(a.surname, b.surname)) / 2

function measure(name: string, records: readonly NameRecord[], judge: Judge, peer: Judge): NameFigure[] {
  const pairs = pairsInBlocks(records)
  const links = countLinks(records)
  const [ours, theirs] = [score(pairs, links, judge), score(pairs, links, peer)]
  return [
    figure(`${name}: precision`, ours.precision, 'share', theirs.precision),
    figure(`${name}: recall`, ours.recall, 'share', theirs.recall),
    figure(`${name}: F1`, f1(ours), 'share', f1(theirs)),
    figure(`${name}: blocking recall`, pairs.filter(isLink).length / links, 'share', null),
  ]
}

/** People who share a surname, as families on one card do, and whose given names differ: each pair of persons once. */
function pairsOfRelatives(records: readonly NameRecord[]): Pair[] {
  const firsts = [...Map.groupBy(records, (record) => record.person).values()].flatMap(([first]) => first ?? [])
  const families = [...Map.groupBy(firsts, (record) => record.name.surname).values()]
  return families
    .flatMap((family) => pairsOf(family.slice(0, 40)))
    .filter(({ a, b }) => a.name.givenName !== '' && a.name.givenName !== b.name.givenName)
}

const shareToldApart = (relatives: readonly Pair[], judge: Judge): number =>
  relatives.filter(({ a, b }) => !judge(a, b)).length / relatives.length

/** Where the peer takes relatives for one person as seldom as we do. */
const thresholdThatTellsApart = (relatives: readonly Pair[], share: number): number =>
  THRESHOLDS.find((threshold) => shareToldApart(relatives, asSimilarAs(threshold)) >= share) ?? 1

const THRESHOLDS = Array.from({ length: 31 }, (_, step) => 0.7 + step / 100)

function measureSpeed(records: readonly NameRecord[]): NameFigure {
  const pairs = pairsInBlocks(records)
  const microsecondsFor = (judge: Judge): number => {
    const start = process.cpuUsage()
    for (const { a, b } of pairs) judge(a, b)
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

/** The peer's threshold, where its F1 on the tuning set is best. */
function bestThreshold(records: readonly NameRecord[]): number {
  const pairs = pairsInBlocks(records)
  const links = countLinks(records)
  const scoreAt = (threshold: number): number => f1(score(pairs, links, asSimilarAs(threshold)))
  return THRESHOLDS.reduce((best, one) => (scoreAt(one) > scoreAt(best) ? one : best))
}

/** Every pair that shares an identifier, a birth date, a traveller key and birth year, or a surname and postcode: as an index brings together what shares a departure. */
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

function score(pairs: readonly Pair[], links: number, judge: Judge): Score {
  const said = pairs.filter(({ a, b }) => judge(a, b))
  const right = said.filter(isLink).length
  return { precision: right / said.length, recall: right / links }
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
