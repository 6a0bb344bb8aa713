import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenedDesk, openDesk } from '../../src/main/engine/open-desk.ts'
import type { DeskStatus, Result } from '../../src/shared/model/index.ts'
import { Dice } from '../central/demo/dice.ts'
import { aBooking, aCharge, aFeed } from '../central/sample-data.ts'
import { anAccount, demoPassword } from '../central/session/people.ts'
import { expectOk, leaveDesk, makeFolder, openSignedIn, removeFolder, submit } from '../main/engine/working-desk.ts'
import { fastTime } from './fast-time.ts'
import { type RestartableCentral, startRestartableCentral } from './restartable-central.ts'

const BOOKINGS = 3_000
const limits = [{ amount_minor: 50_000, currency: 'USD' }]
const people = ['ana', 'ben'].map((username) => anAccount(username, { limits }))

let central: RestartableCentral
let folder: string

beforeEach(async () => {
  folder = makeFolder()
  const dice = new Dice(25)
  const shared = aCharge('r-shared', { amount_minor: 13_999, currency: 'USD' })
  const many = Array.from({ length: BOOKINGS }, (_, index): [string, string, unknown] => {
    const email = `${dice.text(8, 'abcdefgh')}@example.org`
    const traveller = { given_name: 'Davey', surname: 'Jones', email, phone: null }
    return ['booking', `r-${index}`, aBooking({ traveller })]
  })
  const feed = aFeed(['booking', 'r-shared', aBooking()], ['charge', 'shared', shared], ...many)
  central = await startRestartableCentral({ feed, people, clock: Date.now })
})
afterEach(async () => {
  await central.close()
  removeFolder(folder)
})

test('fault 12, two desks refund one charge, one of them offline at first: the second is refused, and no more than captured is given', async () => {
  const desks = await Promise.all(
    ['ana', 'ben'].map((username) =>
      openSignedIn({ url: central.url, username, password: demoPassword, chargeIds: ['shared'] }),
    ),
  )
  const [ana, ben] = desks
  if (ana === undefined || ben === undefined) return expect.fail('two desks')
  const late = expectOk(submit(ben, 'shared', { amountMinor: 9_000 }))
  const first = expectOk(submit(ana, 'shared', { amountMinor: 9_000 }))
  ana.outbox.start()
  await ana.time.flowUntil(() => ana.row(first.key).state === 'confirmed')
  ben.outbox.start()
  await ben.time.flowUntil(() => ben.row(late.key).state === 'refused')
  expect(ben.row(late.key)).toMatchObject({ problemCode: 'stale' })
  const refunds = await central.db.query('select idempotency_key as key, amount_minor::int as minor from refund')
  expect(refunds).toEqual([{ key: first.key, minor: 9_000 }])
  await Promise.all(desks.map(leaveDesk))
})

test('fault 25, the central service restarts in the middle of a fill and between pages: every booking arrives once', async () => {
  mkdirSync(join(folder, 'desk'))
  const desk: OpenedDesk = openDesk(
    {
      storeFolder: join(folder, 'desk'),
      journalFile: join(folder, 'journal', 'refunds.jsonl'),
      migrationsFolder: join(import.meta.dirname, '../../resources/migrations'),
      centralUrl: central.url,
      release: 'test',
      tokensKept: 'memory',
    },
    null,
    {
      ...fastTime({ realStart: Date.now(), speed: 20 }),
      fetch,
      random: () => 0.5,
      stopwatch: () => performance.now(),
      newKey: () => crypto.randomUUID(),
      giveWay: () => new Promise((resolve) => setImmediate(resolve)),
      log: () => {},
      changed: () => {},
      keepSession: async () => {},
      reached: () => {},
    },
  )
  const status = async () => expectOk((await desk.answer('status.get', {})) as Result<DeskStatus>)
  const untilBookings = (bookings: number) => expect.poll(async () => (await status()).bookings).toBe(bookings)
  const restart = async () => {
    await central.stop()
    await sleep(50)
    await central.start()
  }
  try {
    central.faults.next('GET /v1/snapshot', { truncateAfterBytes: 20_000 })
    expectOk(await desk.answer('session.signIn', { username: 'ana', password: demoPassword }))
    await expect.poll(() => central.faults.seen.some(({ path }) => path.startsWith('/v1/snapshot'))).toBe(true)
    await restart()
    await untilBookings(BOOKINGS + 1)
    for (let index = 0; index < 30; index += 1) {
      await central.act.postBooking(aBooking())
      if (index % 10 === 5) await restart()
    }
    await untilBookings(BOOKINGS + 31)
  } finally {
    await desk.stop()
  }
})
