import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseChange } from '../../src/main/engine/central/wire/change.ts'
import { latestVersions } from '../central/feed/load-feed.ts'
import { booking, type Change, charge, refund } from '../central/model.ts'
import { compose } from './feed/compose.ts'
import { readSources } from './feed/sources.ts'

const folder = join(import.meta.dirname, '../../../shared/data')
const hasData = existsSync(folder)
if (!hasData) console.log('The labelled feed is not tested: ../shared/data is missing.')

describe.runIf(hasData)('a labelled feed', () => {
  const sources = hasData ? readSources(folder) : undefined
  const make = (seed: number) => {
    if (!sources) throw new Error('no data')
    return compose(sources, seed, 3000)
  }
  const sample = hasData ? make(5) : { feed: '', labels: '', kinds: new Map<string, number>() }
  const changes = sample.feed
    .split('\n')
    .filter(Boolean)
    .map((line): Change => JSON.parse(line))
  const upserted = [...latestVersions(changes).values()].filter(({ op }) => op === 'upsert')
  const of = (kind: string) => upserted.filter((change) => change.kind === kind)
  const charges = new Map(of('charge').map(({ id, data }) => [id, charge.parse(data)]))
  const bookings = new Map(of('booking').map(({ id, data }) => [id, booking.parse(data)]))
  const refunds = of('refund')
    .map(({ data }) => refund.parse(data))
    .filter(({ state }) => state !== 'failed' && state !== 'rejected')
  const labels = sample.labels
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => {
      const [id = '', verdict = '', group = '', refundable = ''] = line.split(',')
      return { id, verdict, group, refundable: refundable === 'true' }
    })

  it('is the same for the same seed and different for another seed', () => {
    expect(make(5)).toEqual(sample)
    expect(make(6).feed).not.toBe(sample.feed)
  })

  it('contains only changes that the console can read, in the order of their seqs', () => {
    expect(changes.map(parseChange).filter((parsed) => 'unparsed' in parsed)).toEqual([])
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
  })

  it('labels every charge that was not deleted exactly once, and no other charge', () => {
    expect(labels.map(({ id }) => id)).toEqual([...charges.keys()].sort())
    expect(labels.filter(({ verdict }) => !/^(duplicate|hold|separate|resolved)$/.test(verdict))).toEqual([])
  })

  it('marks only captured charges as refundable, and each group keeps a confirmed charge without a refund', () => {
    const keeps = (group: string) =>
      labels.some(({ id, group: own, refundable }) => {
        const data = charges.get(id)
        const status = bookings.get(data?.booking_id ?? '')?.status
        const kept = !refundable && data?.state === 'captured' && status === 'confirmed'
        return own === group && kept && refunds.every(({ charge_id }) => charge_id !== id)
      })
    const toRefund = labels.filter(({ refundable }) => refundable)
    expect(toRefund.length).toBeGreaterThan(100)
    expect(
      toRefund.filter(({ id, verdict }) => verdict !== 'duplicate' || charges.get(id)?.state !== 'captured'),
    ).toEqual([])
    expect(toRefund.filter(({ group }) => !keeps(group))).toEqual([])
  })

  it('delivers charges before their bookings, versions out of order, repeats and deletes', () => {
    const first = new Map<string, number>()
    for (const { kind, id, seq } of changes) if (!first.has(`${kind} ${id}`)) first.set(`${kind} ${id}`, seq)
    const early = [...charges].filter(([id, { booking_id }]) => {
      return (first.get(`charge ${id}`) ?? 0) < (first.get(`booking ${booking_id}`) ?? 0)
    })
    const versions = changes.map(({ kind, id, version }) => `${kind} ${id} ${version}`)
    expect(early.length).toBeGreaterThan(10)
    expect(new Set(versions).size).toBeLessThan(versions.length)
    expect(changes.some(({ op }) => op === 'delete')).toBe(true)
  })
})
