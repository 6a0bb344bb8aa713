import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A name as a form splits it. */
export interface Name {
  given: string
  surname: string
}

/** Two records of one real person. The first has the usual spelling. */
export type Alias = readonly [Name, Name]

/** A scheduled departure in local clock time. */
export interface Departure {
  carrier: string
  number: number
  origin: string
  destination: string
  month: number
  day: number
  hour: number
  minute: number
}

/** The public data that feeds are made from. */
export interface Sources {
  departures: Departure[]
  given: string[]
  surnames: string[]
  /** Aliases from FEBRL and from the historical persons, without those in the dev feed. */
  aliases: Alias[]
  /** Two-character codes of active airlines, and codes of airports. */
  carriers: string[]
  airports: string[]
}

const plainName = /^\p{L}[\p{L}' -]*\p{L}$/u
const notNames = /^(sir|lord|lady|mrs|mr|rt|the|of|baronet|earl|viscount|baron|duke|princess|prince|general|bishop|st)$/

/** Reads the public data in a folder. Its README.md describes the files. */
export function readSources(folder: string): Sources {
  const text = (file: string) => {
    const bytes = readFileSync(join(folder, file))
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  }
  const febrl = [...readFebrl(text('dataset2.csv')), ...readFebrl(text('dataset3.csv'))]
  const seen = namesOf(text('feed-dev.ndjson.gz'))
  const persons = febrl.map(({ records }) => records[0]).filter((name) => name !== undefined)
  const clusters = [...febrl.map(({ records }) => records), ...readHistorical(text('names-with-errors-50k.csv.gz'))]
  return {
    departures: readDepartures(text('flights-pnw-2014.csv.gz')),
    given: persons.map(({ given }) => given),
    surnames: persons.map(({ surname }) => surname),
    aliases: clusters.flatMap((records) => aliasesOf(records, seen)),
    carriers: readAirlines(text('airlines.dat')),
    airports: readAirports(text('airports.dat')),
  }
}

/** Returns each other spelling of the first record's name once. */
function aliasesOf([first, ...others]: Name[], seen: ReadonlySet<string>): Alias[] {
  if (!first) return []
  const known = new Set([keyOf(first)])
  return others.flatMap((other) => {
    if (known.has(keyOf(other)) || seen.has(keyOf(other))) return []
    known.add(keyOf(other))
    return [[first, other] as const]
  })
}

/** Returns one text for a name, in lower case. */
export const keyOf = ({ given, surname }: Name): string => `${given.trim()} ${surname.trim()}`.toLowerCase()

function readFebrl(csv: string): { records: Name[] }[] {
  const clusters = new Map<string, { records: Name[] }>()
  const rows = rowsOf(csv).sort((a, b) => (b[0] ?? '').localeCompare(a[0] ?? ''))
  for (const [record = '', given = '', surname = ''] of rows) {
    const id = record.split('-')[1] ?? ''
    const { records } = clusters.get(id) ?? { records: [] }
    if (isName(given) && isName(surname)) {
      const name = { given: titled(given), surname: titled(surname) }
      if (record.endsWith('org')) records.unshift(name)
      else if (records.length > 0) records.push(name)
    }
    clusters.set(id, { records })
  }
  return [...clusters.values()]
}

function readHistorical(csv: string): Name[][] {
  const clusters = new Map<string, Name[]>()
  for (const [, cluster = '', , , given = '', surname = ''] of rowsOf(csv)) {
    if (!isName(given) || !isName(surname)) continue
    const records = clusters.get(cluster) ?? []
    records.push({ given: titled(given), surname: titled(surname) })
    clusters.set(cluster, records)
  }
  return [...clusters.values()]
}

const isName = (text: string): boolean => plainName.test(text) && !notNames.test(text)

const titled = (text: string): string =>
  text.replace(/(^|[ '-])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase())

function readDepartures(csv: string): Departure[] {
  return rowsOf(csv).flatMap((row) => {
    const [carrier = '', number, , origin = '', destination = ''] = row.slice(5)
    const [month = 0, day = 0, hour = 0, minute = 0] = row.slice(14).map(Number)
    return month >= 1 && hour <= 23
      ? [{ carrier, number: Number(number), origin, destination, month, day, hour, minute }]
      : []
  })
}

function readAirlines(csv: string): string[] {
  const codes = rowsOf(csv)
    .filter((row) => row.at(-1) === 'Y')
    .map((row) => row[3] ?? '')
  return [...new Set(codes)].filter((code) => /^([A-Z][A-Z\d]|\d[A-Z])$/.test(code))
}

function readAirports(csv: string): string[] {
  return rowsOf(csv)
    .map((row) => row[4] ?? '')
    .filter((code) => /^[A-Z]{3}$/.test(code))
}

function namesOf(feed: string): Set<string> {
  const traveller = /"given_name":"([^"]*)","surname":"([^"]*)"/g
  return new Set(Array.from(feed.matchAll(traveller), ([, given = '', surname = '']) => keyOf({ given, surname })))
}

/** The rows of a CSV text without its header. Cells may have quotes, and no cell contains a line break. */
function rowsOf(csv: string): string[][] {
  return csv
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      Array.from(line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g), (cell) =>
        (cell[1] ?? cell[2] ?? '').trim(),
      ).slice(0, -1),
    )
}
