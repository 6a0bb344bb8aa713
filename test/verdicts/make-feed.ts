import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { compose, debatableKinds } from './feed/compose.ts'
import { readSources } from './feed/sources.ts'

/**
 * `node test/verdicts/make-feed.ts --seed 7 --bookings 20000 --feed out.ndjson.gz --labels out.csv.gz` writes a new
 * labelled feed.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    bookings: { type: 'string', default: '20000' },
    feed: { type: 'string' },
    labels: { type: 'string' },
    data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data') },
  },
})

if (!values.feed || !values.labels) {
  console.error('Say where to write: --feed out.ndjson.gz --labels out.csv.gz')
  process.exit(2)
}
const { feed, labels, kinds } = compose(readSources(values.data), Number(values.seed), Number(values.bookings))
write(values.feed, feed)
write(values.labels, labels)
for (const [kind, count] of kinds)
  console.log(`${String(count).padStart(6)} ${kind || 'everyday'}${debatableKinds.has(kind) ? ' (debatable)' : ''}`)

function write(file: string, text: string): void {
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(text) : text)
}
