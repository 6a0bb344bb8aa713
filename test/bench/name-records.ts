import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { PersonName } from '../../src/main/engine/domain/names/name-match.ts'

/** A record of a person from the public record-linkage sets (reading/benchmarks.md). */
export interface NameRecord {
  readonly name: PersonName
  /** The ground truth: records of one person share it. */
  readonly person: string
  /** An identifier that stands in for the card. Empty when the record has none. */
  readonly identifier: string
  readonly birthDate: string
  readonly postcode: string
}

/** The folder of the public data, beside the project. */
export const DATA_FOLDER = join(import.meta.dirname, '../../../shared/data')

/** Reads a FEBRL set. `rec-712-dup-0` and `rec-712-org` are the same person. */
export function readFebrl(file: string): NameRecord[] {
  return rowsOf(readFileSync(join(DATA_FOLDER, file), 'utf8')).map((row) => {
    const [bookingId = '', givenName = '', surname = '', , , , , postcode = '', , birthDate = '', identifier = ''] = row
    const person = bookingId.split('-')[1] ?? ''
    return { name: { givenName, surname }, person, identifier, birthDate, postcode }
  })
}

/** Reads the historical persons: several records for each person, with aliases and typing errors. */
export function readHistorical(): NameRecord[] {
  const text = gunzipSync(readFileSync(join(DATA_FOLDER, 'names-with-errors-50k.csv.gz'))).toString('utf8')
  return rowsOf(text).map((row) => {
    const [, person = '', , , givenName = '', surname = '', birthDate = '', , postcode = ''] = row
    return { name: { givenName, surname }, person, identifier: '', birthDate, postcode }
  })
}

export const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)\s*(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim()),
    )
