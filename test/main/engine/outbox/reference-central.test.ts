import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anAccount } from '../../../central/session/people.ts'
import { type Central, startCentral } from '../../../central/start.ts'
import { addCharge } from '../copy-rows.ts'
import { expectOk, leaveDesk, openSignedIn, submit, type WorkingDesk } from '../working-desk.ts'

const limits = [{ amount_minor: 20_000, currency: 'USD' }]
const people = ['ana', 'ben'].map((username) => anAccount(username, { limits }))

/** What differs from 139.99 USD on the gateway `old`, for each charge by its id; each charge has its own booking. */
const charges = {
  plain: {},
  lost: {},
  cut: {},
  moved: { gateway: 'new' },
  above: { amount_minor: 30_000 },
  shared: {},
  'pair-1': {},
  'pair-2': {},
} as const

let central: Central
let ana: WorkingDesk
let ben: WorkingDesk

beforeAll(async () => {
  const card = { fingerprint: 'fp', last4: '4242', brand: 'visa' }
  const at = '2027-01-01T00:00:00.000Z'
  const feed = Object.entries(charges).flatMap(([id, facts], index) => [
    {
      seq: index * 2 + 1,
      kind: 'booking' as const,
      op: 'upsert' as const,
      id: `booking-of-${id}`,
      version: 1,
      data: {
        reference: 'K3J9QX',
        status: 'confirmed',
        channel: 'web',
        traveller: { given_name: 'Davey', surname: 'Jones', email: 'davey@example.org', phone: null },
        flight: {
          number: 'EI164',
          origin: 'DUB',
          destination: 'LHR',
          departure: { year: 2027, month: 2, day: 28, hour: 20, minute: 15 },
        },
        seat: null,
        service_code: null,
        card,
        booked_at: at,
      },
    },
    {
      seq: index * 2 + 2,
      kind: 'charge' as const,
      op: 'upsert' as const,
      id,
      version: 1,
      data: {
        booking_id: `booking-of-${id}`,
        purpose: 'fare',
        amount_minor: 13_999,
        currency: 'USD',
        state: 'captured',
        gateway: 'old',
        gateway_reference: 'g-1',
        card,
        authorised_at: at,
        captured_at: at,
        ...facts,
      },
    },
  ])
  central = await startCentral({ feed, people })
})

afterAll(() => central.close())

/** A desk whose copy holds every charge on the gateway `old`, also the one that the central service holds on `new`. */
async function openSending(username: 'ana' | 'ben'): Promise<WorkingDesk> {
  const at = await openSignedIn({ url: central.url, username, password: 'once-demo' })
  for (const [id, facts] of Object.entries(charges)) {
    addCharge(at.copy, id, 'amount_minor' in facts ? { amountMinor: facts.amount_minor } : {})
  }
  at.outbox.start()
  await at.time.flowUntil(at.outbox.isOnline)
  return at
}

beforeEach(async () => {
  ;[ana, ben] = await Promise.all([openSending('ana'), openSending('ben')])
})

afterEach(async () => {
  central.faults.clear()
  await Promise.all([leaveDesk(ana), leaveDesk(ben)])
})

const refundsOf = async (chargeId: string) => (await central.ledger()).refunds.filter((it) => it.charge_id === chargeId)
const settled = (at: WorkingDesk, key: string) =>
  at.time.flowUntil(() => !['queued', 'sending', 'unknown'].includes(at.row(key).state))

describe('against the reference central API', () => {
  test.each([
    ['plain', () => {}, 1],
    ['lost', () => central.faults.next('POST /v1/refunds', { dropReply: true }, 2), 3],
    ['cut', () => central.faults.next('POST /v1/refunds', { truncateAfterBytes: 30 }), 2],
    ['moved', () => {}, 2],
  ] as const)(
    'the refund of charge "%s" is confirmed, and the ledger holds one refund',
    async (chargeId, arrange, attempts) => {
      arrange()
      const { key } = expectOk(submit(ana, chargeId))
      await settled(ana, key)
      expect(ana.row(key)).toMatchObject({ state: 'confirmed', attempts })
      expect(await refundsOf(chargeId)).toMatchObject([
        { idempotency_key: key, amount_minor: 13_999, requested_by: { id: 'u_ana' } },
      ])
    },
  )

  test('a refund above the limit of the agent waits for a supervisor', async () => {
    const { key } = expectOk(submit(ana, 'above', { amountMinor: 30_000 }))
    await settled(ana, key)
    expect(ana.row(key)).toMatchObject({ state: 'pending_approval', centralState: 'pending_approval', endedAt: null })
  })

  test('two agents refund one charge: the second is refused as stale', async () => {
    const first = expectOk(submit(ana, 'shared'))
    await settled(ana, first.key)
    const second = expectOk(submit(ben, 'shared'))
    await settled(ben, second.key)
    expect(ben.row(second.key)).toMatchObject({ state: 'refused', problemCode: 'stale' })
    expect(await refundsOf('shared')).toHaveLength(1)
  })

  test('two agents each give back the other charge of a pair: one charge stays paid', async () => {
    const wish = (keepChargeId: string) => ({ reason: 'duplicate', keepChargeId }) as const
    const ours = expectOk(submit(ana, 'pair-1', wish('pair-2')))
    const theirs = expectOk(submit(ben, 'pair-2', wish('pair-1')))
    await Promise.all([settled(ana, ours.key), settled(ben, theirs.key)])
    const states = [ana.row(ours.key), ben.row(theirs.key)].map((row) => [row.state, row.problemCode])
    expect(states).toContainEqual(['confirmed', null])
    expect(states).toContainEqual(['refused', 'stale_keep'])
    expect([...(await refundsOf('pair-1')), ...(await refundsOf('pair-2'))]).toHaveLength(1)
  })
})
