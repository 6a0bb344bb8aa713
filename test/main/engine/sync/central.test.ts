import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { searchPeople } from '../../../../src/main/engine/features/search/search.ts'
import { readSyncState } from '../../../../src/main/engine/store/copy/sync-state.ts'
import type { CopyStore } from '../../../../src/main/engine/store/copy-store.ts'
import { createSync, type Sync } from '../../../../src/main/engine/sync/sync.ts'
import { demoPassword } from '../../../central/session/people.ts'
import { type Central, type CentralOptions, startCentral } from '../../../central/start.ts'
import { ANY_TIME } from '../features/copy-of.ts'
import { currentOf, makeFolder, openCopies, portsOf, recordEvents, until } from './rig.ts'
import { booking, charge } from './wire.ts'

/** The labelled feed, which lies in a folder beside the project and may be missing. */
const FEED = join(import.meta.dirname, '../../../../../shared/data/feed-dev.ndjson.gz')

let folder: ReturnType<typeof makeFolder>
let copies: CopyStore
let central: Central
let sync: Sync
let recorded: ReturnType<typeof recordEvents>

async function syncWith(options: CentralOptions): Promise<void> {
  central = await startCentral(options)
  const answer = await fetch(`${central.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ana', password: demoPassword }),
  })
  const session = (await answer.json()) as { access_token: string }
  folder = makeFolder()
  copies = openCopies(folder.path)
  recorded = recordEvents()
  sync = createSync(
    portsOf(copies, central.url, () => {}, session.access_token),
    recorded,
  )
  sync.start()
  await until('a filled copy', () => recorded.filled > 0)
}

afterEach(async () => {
  await sync.stop()
  copies.close()
  await central.close()
  folder.remove()
})

const bookingOf = (id: string): unknown =>
  copies.current()?.sqlite.prepare('SELECT status FROM booking WHERE id = ?').pluck().get(id)

test('the copy is level with the reference central API through new bookings, deletions, gone cursors and a new epoch', async () => {
  await syncWith({ feed: 'demo', demoBookings: 200 })
  expect(currentOf(copies).entities.coversCompany()).toBe(true)
  expect(readSyncState(currentOf(copies))).toMatchObject({ quarantined: 0 })

  type Data = Parameters<Central['act']['postBooking']>[0]
  type ChargeData = Parameters<Central['act']['postCharge']>[0]
  await central.act.postBooking(
    booking('', { surname: 'Testcase', email: 'testcase@example.org' }).data as Data,
    'bk_new',
  )
  await central.act.postCharge(charge('', 'bk_new').data as ChargeData, 'ch_1')
  await central.act.postCharge(charge('', 'bk_new').data as ChargeData, 'ch_2')
  await until('a group', () => searchPeople(copies.current(), 'testcase@example.org', ANY_TIME).people[0]?.groups === 1)

  await central.act.deleteItem('charge', 'ch_2')
  await until(
    'no group',
    () => searchPeople(copies.current(), 'testcase@example.org', ANY_TIME).people[0]?.groups === 0,
  )

  await central.act.expireCursors()
  await central.act.changeItem('booking', 'bk_new', { status: 'cancelled' })
  await until('a second fill', () => recorded.filled === 2 && bookingOf('bk_new') === 'cancelled')

  const epoch = await central.act.rebuildEpoch()
  await until('the new epoch', () => readSyncState(currentOf(copies))?.epoch === epoch)
  expect(bookingOf('bk_new')).toBe('cancelled')
})

const hasFeed = existsSync(FEED)
if (!hasFeed) console.log('left out: a fill of the labelled feed (../shared/data is not there)')

test.runIf(hasFeed)(
  'the labelled feed is filled completely, with nothing in quarantine and with its open groups counted',
  async () => {
    await syncWith({ feed: { file: FEED } })
    const { sqlite } = currentOf(copies)
    const open = sqlite.prepare('SELECT count(*) FROM duplicate_group WHERE is_open = 1').pluck().get()
    expect(open).toBeGreaterThan(1_000)
    expect(readSyncState(currentOf(copies))).toMatchObject({
      bookings: 19_954,
      charges: 20_560,
      groups: open,
      quarantined: 0,
    })
  },
)
