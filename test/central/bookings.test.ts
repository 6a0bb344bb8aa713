import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Desk } from './desk.ts'
import { bitsOf, type WireLayer } from './entity-filter.ts'
import { entityHash } from './entity-hash.ts'
import { aBooking, aCharge, aFeed, postPurchase } from './sample-data.ts'
import { type Central, startCentral } from './start.ts'

let central: Central
let ana: Desk
const old = aBooking()
const crowd = Array.from({ length: 2000 }, (_, index) => ({ id: `bk_old${index}`, booking: aBooking(), charges: [] }))

beforeAll(async () => {
  const archived = [{ id: 'bk_old', booking: old, charges: [{ id: 'ch_old', charge: aCharge('bk_old') }] }, ...crowd]
  central = await startCentral({ feed: aFeed(['booking', 'bk_1', aBooking()]), archived })
  ana = await Desk.signedIn(central.url, 'ana')
})
afterAll(() => central.close())

const newBooking = (change = {}) => {
  const { status: _, card, ...rest } = aBooking(change)
  return { ...rest, card: { ...card, token: randomUUID() } }
}
const ofEntity = async (hash: string) =>
  (await ana.get(`/v1/bookings?entity_hash=${encodeURIComponent(hash)}`)).body.items

describe('entity hash', () => {
  test.each([
    [
      'davey',
      'jones',
      'MElF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A',
      'EI164',
      [15, 20, 28, 2, 2020],
      '9GciIHQGW5K36IbAbc2uDw6fCqGAVieVZwBOJMSJ9N0=',
    ],
    [
      ' Davey ',
      'JONES',
      'MElF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A',
      'ei 0164',
      [15, 20, 28, 2, 2020],
      '9GciIHQGW5K36IbAbc2uDw6fCqGAVieVZwBOJMSJ9N0=',
    ],
    ['Zoë  Anne', "O'Brien", 'x', 'AS0007', [0, 0, 1, 1, 2014], 'mK2L1Mkrv6w+5k2xsl2DlihJA9zZXWHIsHwMQzzzM7I='],
    ['ＡＮＮＡ', 'Straße', '', '9K 1', [5, 6, 7, 8, 2026], 'cacw7Tc4/QVmfWO2zMChzwC9vYNs7Y751HyBL4Ys8Bk='],
  ])(
    "the contract's example: %s %s",
    (given_name, surname, fingerprint, number, [minute = 0, hour = 0, day = 0, month = 0, year = 0], hash) => {
      const { traveller, card, flight } = aBooking()
      const departure = { minute, hour, day, month, year }
      const booking = {
        traveller: { ...traveller, given_name, surname },
        card: { ...card, fingerprint },
        flight: { ...flight, number, departure },
      }
      expect(entityHash(booking)).toBe(hash)
    },
  )
})

describe('entity filter', () => {
  const isIn = (layers: WireLayer[], digest: Buffer) =>
    layers.some(({ bits, hashes, data }) => {
      const bytes = Buffer.from(data, 'base64')
      expect(bytes).toHaveLength(Math.ceil(bits / 8))
      return bitsOf(digest, { size: bits, hashes }).every((bit) => ((bytes[bit >>> 3] ?? 0) >>> (bit & 7)) & 1)
    })

  test('holds every hash ever seen, also of old and deleted bookings, and hardly any other', async () => {
    const deleted = aBooking()
    await central.act.deleteItem('booking', await central.act.postBooking(deleted))
    const { epoch, seq, layers } = (await ana.get('/v1/entity-filter')).body
    const { body } = await ana.get('/v1/changes')
    expect([epoch, seq]).toEqual([body.epoch, body.high_water])
    for (const booking of [old, deleted, ...crowd.map((item) => item.booking)]) {
      expect(isIn(layers, Buffer.from(entityHash(booking), 'base64'))).toBe(true)
    }
    const strangers = Array.from({ length: 20_000 }, (_, index) =>
      createHash('sha256').update(`stranger ${index}`).digest(),
    )
    const { bits, hashes, data } = layers[0]
    const bytes = Buffer.from(data, 'base64')
    const found = strangers.filter((digest) =>
      bitsOf(digest, { size: bits, hashes }).every((bit) => ((bytes[bit >>> 3] ?? 0) >>> (bit & 7)) & 1),
    )
    expect(found.length).toBeLessThanOrEqual(20)
  })

  test('sets the bits that the contract states', () => {
    const digest = Buffer.from('ffffffff feffffff'.replace(' ', '').padEnd(64, '0'), 'hex')
    // a = 2^32 − 1, b = 2^32 − 1: a + i·b = −1 − i modulo 2^32
    expect(bitsOf(digest, { size: 1000, hashes: 3 })).toEqual([0, 1, 2].map((i) => (2 ** 32 - 1 - i) % 1000))
  })
})

describe('bookings of an entity', () => {
  test('are given with id and charges, also those older than the feed', async () => {
    expect(await ofEntity(entityHash(old))).toEqual([
      { id: 'bk_old', version: 1, ...old, charges: [{ id: 'ch_old', version: 1, ...aCharge('bk_old') }] },
    ])
    expect(await ofEntity(entityHash(aBooking()))).toEqual([])
    expect((await ana.send('GET', '/v1/bookings', { broken: true })).status).toBe(400)
  })
})

describe('a booking taken by phone', () => {
  test('gets 201, is in the feed without its token, and is given again under its key', async () => {
    const key = randomUUID()
    const body = newBooking({ channel: 'phone' })
    const reply = await ana.post('/v1/bookings', body, { key })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ version: 1, status: 'confirmed', channel: 'phone' })
    expect(reply.text).not.toContain(body.card.token)
    const again = await ana.post('/v1/bookings', body, { key })
    expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([201, 'true', reply.body])
    expect((await ana.get('/v1/changes')).body.items.at(-1)).toMatchObject({ kind: 'booking', id: reply.body.id })
    expect(await ofEntity(entityHash(reply.body))).toHaveLength(1)
  })

  test('gets 409 entity_taken with the active booking, but not for EXST and not once that one is cancelled', async () => {
    const { bookingId, chargeId } = await postPurchase(central, {
      card: { fingerprint: 'same', last4: '1', brand: 'visa' },
    })
    const body = (change = {}) => newBooking({ card: { fingerprint: 'same', last4: '1', brand: 'visa' }, ...change })
    const reply = await ana.post('/v1/bookings', body())
    expect([reply.status, reply.body.code]).toEqual([409, 'entity_taken'])
    expect(reply.body.existing).toMatchObject({ id: bookingId, charges: [{ id: chargeId }] })
    expect((await ana.post('/v1/bookings', body({ service_code: 'EXST' }))).status).toBe(201)
    await central.act.changeItem('booking', bookingId, { status: 'cancelled' })
    expect((await ana.post('/v1/bookings', body())).status).toBe(201)
  })

  test('is created once for two concurrent requests', async () => {
    const body = newBooking()
    const other = { ...body, card: { ...body.card, token: randomUUID() } }
    const replies = await Promise.all([ana.post('/v1/bookings', body), ana.post('/v1/bookings', other)])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('gets 422 with the blank fields, and may be sent under the same key when they are filled in', async () => {
    const key = randomUUID()
    const good = newBooking()
    const { surname: _, ...traveller } = good.traveller
    const reply = await ana.post('/v1/bookings', { ...good, reference: ' ', traveller }, { key, broken: true })
    expect([reply.status, reply.body.errors]).toEqual([
      422,
      { reference: ["can't be blank"], 'traveller.surname': ["can't be blank"] },
    ])
    expect((await ana.post('/v1/bookings', good, { key })).status).toBe(201)
  })

  test('gets 422 for a card token that was used, and 400 without a key or without JSON', async () => {
    const first = newBooking()
    await ana.post('/v1/bookings', first)
    const reply = await ana.post('/v1/bookings', {
      ...newBooking(),
      card: first.card,
      seat: null,
      reference: 'ZZZZZZ',
      flight: aBooking().flight,
      traveller: { ...first.traveller, surname: 'Other' },
    })
    expect([reply.status, Object.keys(reply.body.errors)]).toEqual([422, ['card.token']])
    expect((await ana.send('POST', '/v1/bookings', { body: first, broken: true })).status).toBe(400)
    expect((await ana.post('/v1/bookings', '{', { broken: true })).status).toBe(400)
  })
})
