import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as giveWay, setTimeout as sleepFor } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OpenedDesk, openDesk } from '../../../src/main/engine/open-desk.ts'
import { openDatabase } from '../../../src/main/engine/store/sqlite/open.ts'
import type { Answer, ChannelName } from '../../../src/shared/contract.ts'
import type { LogRecord } from '../../../src/shared/engine-protocol.ts'
import type { Result } from '../../../src/shared/model/index.ts'
import { postPurchase } from '../../central/sample-data.ts'
import { type Central, startCentral } from '../../central/start.ts'
import { expectOk, kindOf } from './working-desk.ts'

const migrationsFolder = join(import.meta.dirname, '../../../resources/migrations')
let central: Central
let base: string
const desks: OpenedDesk[] = []
const logged: LogRecord[] = []

beforeAll(async () => {
  central = await startCentral()
})
afterAll(() => central.close())

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'once-engine-'))
  logged.length = 0
})

afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.stop()))
  rmSync(base, { recursive: true, force: true })
})

const sleepWell = (ms: number, signal: AbortSignal): Promise<void> =>
  sleepFor(ms, undefined, { signal }).catch(() => undefined)

/** The engine's desk as `open-desk.ts` composes it, on the real clock and network; `where` keeps the files of two desks apart. */
function open(where = '.', sleep = sleepWell, fetch = globalThis.fetch): OpenedDesk {
  const config = {
    storeFolder: join(base, where, 'store'),
    journalFile: join(base, where, 'journal', 'refunds.jsonl'),
    migrationsFolder,
    centralUrl: central.url,
    release: 'test',
    tokensKept: 'memory',
  } as const
  const desk = openDesk(config, null, {
    fetch,
    clock: Date.now,
    random: Math.random,
    stopwatch: () => performance.now(),
    newKey: () => crypto.randomUUID(),
    setTimer: (ms, then) => {
      const timer = setTimeout(then, ms)
      return () => clearTimeout(timer)
    },
    burstPauseMs: 0,
    sleep,
    giveWay: () => giveWay(),
    log: (record) => void logged.push(record),
    changed: () => {},
    keepSession: async () => {},
    reached: () => {},
  })
  desks.push(desk)
  return desk
}

const ask = <C extends ChannelName>(desk: OpenedDesk, channel: C, argument: unknown) =>
  desk.answer(channel as never, argument) as Promise<Result<Answer<C>>>
const signIn = (desk: OpenedDesk, username: string) =>
  ask(desk, 'session.signIn', { username, password: 'once-demo' }).then(expectOk)

/** A minute of looks at least, and longer on a slow machine. */
const MOST_LOOKS = 3_000

/** Asks until the answer satisfies the condition: the copy needs a moment for what the central service commits. */
async function until<C extends ChannelName>(
  desk: OpenedDesk,
  channel: C,
  argument: unknown,
  condition: (answer: Answer<C>) => boolean,
): Promise<Answer<C>> {
  for (let looks = 0; ; looks += 1) {
    const answer = await ask(desk, channel, argument)
    if (answer.ok && condition(answer.value)) return answer.value
    if (looks > MOST_LOOKS) throw new Error(`the condition did not come true: ${JSON.stringify(answer)}`)
    await sleepFor(20)
  }
}

const chargeIn = ({ bookings }: Answer<'customer.get'>, chargeId: string) =>
  bookings.flatMap(({ charges }) => charges).find(({ id }) => id === chargeId)

test('a second engine on the same files answers store_in_use and touches nothing; the first goes on', async () => {
  const first = open()
  const second = open()
  expect(kindOf(await ask(second, 'status.get', {}))).toBe('store_in_use')
  expect(logged.at(-1)).toMatchObject({ scope: 'store', fields: { kind: 'store_in_use' } })
  expect(kindOf(await ask(first, 'status.get', {}))).toBe('ok')
  await first.stop()
  expect(kindOf(await ask(open(), 'status.get', {}))).toBe('ok')
})

test('an engine that cannot open its files unlocks them again', async () => {
  await open().stop()
  const file = join(base, 'store', 'desk.db')
  const database = new Database(file)
  database.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)")
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const bytes = readFileSync(file)
  expect(kindOf(await ask(open(), 'status.get', {}))).toBe('store_newer')
  expect(readFileSync(file).equals(bytes)).toBe(true)
  rmSync(file)
  expect(kindOf(await ask(open(), 'status.get', {}))).toBe('ok')
})

/** Overwrites the first page of this table or index of the copy while no engine has it open. */
function damageCopy(of: string): void {
  const store = join(base, 'store')
  const [name = ''] = readdirSync(store).filter((file) => /^copy-.*db$/.test(file))
  const database = new Database(join(store, name))
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(of)
  database.close()
  const bytes = readFileSync(join(store, name))
  writeFileSync(join(store, name), bytes.fill(0x5a, (Number(page) - 1) * 4_096, Number(page) * 4_096))
}

/** Sleeps as usual, but the proof of the copy that each start runs after 3 s never begins. */
const neverProves = (ms: number, signal: AbortSignal): Promise<void> =>
  ms === 3_000 ? new Promise(() => {}) : sleepWell(ms, signal)

test('a copy with a damaged page takes no refund and is filled again', async () => {
  const first = open()
  await signIn(first, 'ana')
  const { bookingId, chargeId } = await postPurchase(central)
  const isThere = (customer: Answer<'customer.get'>) => chargeIn(customer, chargeId) !== undefined
  await until(first, 'customer.get', { bookingId }, isThere)
  await first.stop()
  // No question of this test reads this index.
  damageCopy('decision_charge')

  const desk = open('.', neverProves)
  await signIn(desk, 'ana')
  expect(expectOk(await ask(desk, 'status.get', {})).isCopyProven).toBe(false)
  const { draft } = expectOk(await ask(desk, 'draft.open', { chargeId }))
  const wish = { key: draft.key, amountMinor: 1_000, reason: 'goodwill', keepChargeId: null, note: '' }
  const submitted = await ask(desk, 'refund.submit', { ...wish, expectedRefundedMinor: 0 })
  expect(submitted).toEqual({ ok: false, failure: { kind: 'copy_damaged' } })
  expect(logged).toContainEqual(
    expect.objectContaining({ scope: 'store', fields: { kind: 'copy_damaged', code: null } }),
  )

  await until(desk, 'customer.get', { bookingId }, isThere)
  expect(expectOk(await ask(desk, 'status.get', {}))).toMatchObject({ isCopyProven: true, problem: null })
  expectOk(await ask(desk, 'refund.submit', { ...wish, expectedRefundedMinor: 0 }))
})

test('a damaged page does not end the engine when a question or the settling of refunds reads it', async () => {
  const first = open()
  await signIn(first, 'ana')
  const { bookingId, chargeId } = await postPurchase(central)
  const isThere = (customer: Answer<'customer.get'>) => chargeIn(customer, chargeId)?.refundedMinor === 1_000
  await until(first, 'customer.get', { bookingId }, () => true)
  const { draft } = expectOk(await ask(first, 'draft.open', { chargeId }))
  const wish = { key: draft.key, amountMinor: 1_000, reason: 'goodwill', keepChargeId: null, note: '' }
  expectOk(await ask(first, 'refund.submit', { ...wish, expectedRefundedMinor: 0 }))
  await until(first, 'customer.get', { bookingId }, isThere)
  await first.stop()
  damageCopy('refund_charge')

  const desk = open('.', neverProves)
  await signIn(desk, 'ana')
  const answer = await ask(desk, 'customer.get', { bookingId })
  expect(answer).toEqual({ ok: false, failure: { kind: 'copy_damaged' } })
  await until(desk, 'customer.get', { bookingId }, isThere)
})

test('an audit that was changed from outside is reported as a problem and logged', async () => {
  const desk = open()
  await signIn(desk, 'ana')
  const { bookingId } = await postPurchase(central)
  await until(desk, 'customer.get', { bookingId }, () => true)
  expectOk(await ask(desk, 'customer.reveal', { bookingId }))
  await desk.stop()
  const database = new Database(join(base, 'store', 'desk.db'))
  database.exec("DROP TRIGGER audit_is_frozen; UPDATE audit SET person_name = 'Nobody'")
  database.close()
  await until(open(), 'status.get', {}, ({ problem }) => problem?.kind === 'audit_broken')
  expect(logged.some(({ scope }) => scope === 'audit')).toBe(true)
})

test('a second partial refund right after the first is not stale because of the first', async () => {
  const desk = open()
  await signIn(desk, 'ana')
  const { bookingId, chargeId } = await postPurchase(central)
  await until(desk, 'customer.get', { bookingId }, (customer) => chargeIn(customer, chargeId) !== undefined)
  const give = async (amountMinor: number) => {
    const charge = chargeIn(expectOk(await ask(desk, 'customer.get', { bookingId })), chargeId)
    const { draft } = expectOk(await ask(desk, 'draft.open', { chargeId }))
    const wish = { key: draft.key, amountMinor, reason: 'goodwill', keepChargeId: null, note: '' }
    const expectedRefundedMinor = charge?.refundedMinor
    const { key } = expectOk(await ask(desk, 'refund.submit', { ...wish, expectedRefundedMinor }))
    const isOver = (steps: Answer<'refund.history'>) => ['confirmed', 'refused'].includes(String(steps.at(-1)?.to))
    return (await until(desk, 'refund.history', { key }, isOver)).at(-1)?.to
  }
  expect([await give(1_000), await give(2_000), await give(3_000)]).toEqual(['confirmed', 'confirmed', 'confirmed'])
})

test('above the limit the supervisor decides at their desk, and the agent reads the decision with its note', async () => {
  const desk = open()
  await signIn(desk, 'ana')
  const { bookingId, chargeId } = await postPurchase(central, {}, { amount_minor: 90_000 })
  await until(desk, 'customer.get', { bookingId: bookingId }, (customer) => chargeIn(customer, chargeId) !== undefined)
  const { draft } = expectOk(await ask(desk, 'draft.open', { chargeId }))
  const wish = { key: draft.key, amountMinor: 90_000, reason: 'goodwill', keepChargeId: null, note: '' }
  expectOk(await ask(desk, 'refund.submit', { ...wish, expectedRefundedMinor: 0 }))
  const isAsked = (steps: Answer<'refund.history'>) => steps.at(-1)?.to === 'pending_approval'
  await until(desk, 'refund.history', { key: draft.key }, isAsked)

  await ask(desk, 'session.signOut', {})
  await signIn(desk, 'sam')
  const isListed = (views: Answer<'approval.list'>) => views.some(({ refund }) => refund.chargeId === chargeId)
  const waiting = await until(desk, 'approval.list', {}, isListed)
  const { refund } = waiting.find((view) => view.refund.chargeId === chargeId) ?? expect.fail()
  expectOk(await ask(desk, 'approval.decide', { refundId: refund.id, decision: 'reject', note: 'not this one' }))

  await until(desk, 'refund.history', { key: draft.key }, (steps) => steps.at(-1)?.to === 'refused')
  await ask(desk, 'session.signOut', {})
  await signIn(desk, 'ana')
  const queue = expectOk(await ask(desk, 'queue.list', { dayStart: 0, dayEnd: Date.now() + 1 }))
  expect(queue.waiting[0]).toMatchObject({
    state: 'refused',
    problemCode: 'rejected',
    decision: { by: { id: 'u_sam' }, note: 'not this one' },
  })
  expect(expectOk(await ask(desk, 'approval.list', {})).filter((view) => view.refund.id === refund.id)).toEqual([])
})

test('a click is answered before the outbox sends what it queued', async () => {
  const posts: string[] = []
  const desk = open('.', sleepWell, (url, options) => {
    if (options?.method === 'POST') posts.push(new URL(String(url)).pathname)
    return fetch(url, options)
  })
  /** Asks, and counts the requests to this path before the answer and some time after it. */
  async function countPosts<C extends ChannelName>(channel: C, argument: unknown, path: string): Promise<Answer<C>> {
    const isPath = (post: string) => post === path
    const answer = expectOk(await ask(desk, channel, argument))
    expect(posts.filter(isPath), channel).toEqual([])
    await until(desk, 'session.get', {}, () => posts.some(isPath))
    return answer
  }
  await signIn(desk, 'ana')
  const [{ bookingId, chargeId }, other] = [
    await postPurchase(central, {}, { amount_minor: 90_000 }),
    await postPurchase(central),
  ]
  const isThere = (customer: Answer<'customer.get'>) => chargeIn(customer, chargeId) !== undefined
  await until(desk, 'customer.get', { bookingId }, isThere)
  await until(desk, 'customer.get', { bookingId: other.bookingId }, () => true)
  const chargeIds = [chargeId, other.chargeId]
  const decided = { chargeIds, verdict: 'not_duplicate', note: 'two people' }
  expect(await countPosts('group.decide', decided, '/v1/decisions')).toMatchObject({ state: 'queued' })
  const { draft } = expectOk(await ask(desk, 'draft.open', { chargeId }))
  const wish = { key: draft.key, amountMinor: 90_000, reason: 'goodwill', keepChargeId: null, note: '' }
  const submitted = { ...wish, expectedRefundedMinor: 0 }
  expect(await countPosts('refund.submit', submitted, '/v1/refunds')).toMatchObject({ state: 'queued' })

  await until(desk, 'refund.history', { key: draft.key }, (steps) => steps.at(-1)?.to === 'pending_approval')
  await ask(desk, 'session.signOut', {})
  await signIn(desk, 'sam')
  const isListed = (views: Answer<'approval.list'>) => views.some(({ refund }) => refund.chargeId === chargeId)
  const waiting = await until(desk, 'approval.list', {}, isListed)
  const { refund } = waiting.find((view) => view.refund.chargeId === chargeId) ?? expect.fail()
  const approved = { refundId: refund.id, decision: 'approve', note: 'read' }
  const path = `/v1/refunds/${refund.id}/approval`
  expect(await countPosts('approval.decide', approved, path)).toMatchObject({ state: 'queued' })
})

test('every desk shows a decision on charges, keeps it when a charge joins, and can withdraw it', async () => {
  const [ana, sam] = [open('ana'), open('sam')]
  await Promise.all([signIn(ana, 'ana'), signIn(sam, 'sam')])
  const card = { fingerprint: crypto.randomUUID(), last4: '5100', brand: 'mastercard' }
  // A customer whom no other test uses.
  const traveller = { given_name: 'Ines', surname: 'Duarte', email: 'ines.duarte@example.org', phone: null }
  const buy = (reference: string) => postPurchase(central, { reference, card, traveller })
  const bought = [await buy('K3J9QX'), await buy('QX9J3K')]
  const chargeIds = bought.map(({ chargeId }) => chargeId)
  const { bookingId } = bought[0] ?? expect.fail()
  const groupOf = ({ groups }: Answer<'customer.get'>) =>
    groups.find((group) => chargeIds.every((id) => group.chargeIds.includes(id)))
  /** Waits until the desk shows a group of these charges with these decisions, each as "person verdict state". */
  const shows = async (desk: OpenedDesk, expected: readonly string[], verdict?: string) =>
    groupOf(
      await until(desk, 'customer.get', { bookingId }, (customer) => {
        const group = groupOf(customer)
        const shown = group?.decisions.map((one) => `${one.by.id} ${one.verdict} ${one.state}`)
        return shown?.join() === expected.join() && (verdict ?? group?.verdict) === group?.verdict
      }),
    ) ?? expect.fail()
  const decide = (desk: OpenedDesk, verdict: string) =>
    ask(desk, 'group.decide', { chargeIds, verdict, note: 'asked the airline' }).then(expectOk)

  await Promise.all([shows(ana, [], 'duplicate'), shows(sam, [])])
  await decide(ana, 'not_duplicate')
  for (const desk of [ana, sam]) await shows(desk, ['u_ana not_duplicate standing'], 'separate')
  expect(await ask(sam, 'status.get', {}).then(expectOk)).toMatchObject({ queued: 0 })

  const third = await buy('X9J3KQ')
  const hasJoined = (customer: Answer<'customer.get'>) =>
    customer.groups.some(({ verdict, chargeIds: ids }) => verdict === 'duplicate' && ids.includes(third.chargeId))
  const customer = await until(sam, 'customer.get', { bookingId }, hasJoined)
  expect(groupOf(customer)).toBeUndefined()
  // The decision moves with one of the two charges to its new group, so that a person can read and withdraw it there.
  const [joint] = customer.groups.filter(({ chargeIds: ids }) => ids.includes(third.chargeId))
  expect(joint?.decisions).toMatchObject([
    { verdict: 'not_duplicate', state: 'standing', chargeIds: chargeIds.toSorted() },
  ])

  await decide(sam, 'withdrawn')
  const history = ['u_sam withdrawn standing', 'u_ana not_duplicate superseded']
  for (const desk of [ana, sam]) await shows(desk, history, 'duplicate')
})

test('the desk file of an older build is migrated, and its refunds go into the journal', async () => {
  const store = join(base, 'store')
  const older = join(base, 'older')
  mkdirSync(join(older, 'meta'), { recursive: true })
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'desk/meta/_journal.json'), 'utf8'))
  for (const { tag } of journal.entries.slice(0, 2)) {
    copyFileSync(join(migrationsFolder, 'desk', `${tag}.sql`), join(older, `${tag}.sql`))
  }
  writeFileSync(join(older, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, 2) }))
  const old = expectOk(openDatabase({ file: join(store, 'desk.db'), migrationsFolder: older }))
  const key = crypto.randomUUID()
  old.sqlite.exec(`
    INSERT INTO intent (key, state, agent_id, agent_name, charge_id, amount_minor, currency, reason, note, expected_refunded_minor,
      body, body_sha256, gateway, created_at, record_id, record_reference, traveller_name, flight_number, departure, card_last4, card_brand)
    VALUES ('${key}', 'queued', 'u_ana', 'Ana Silva', 'c', 100, 'GBP', 'other', '', 0, x'7b7d', 'x', 'old', 1, 'r', 'K3J9QX', 'Davey Jones',
      'EI164', '2027-02-28T20:15', '4242', 'visa');
    INSERT INTO audit (at, person_id, subject, subject_id, to_state, why) VALUES (1, 'u_ana', 'refund', '${key}', 'queued', 'submitted');
    INSERT INTO outbox (kind, what, owner_id, due_at) VALUES ('refund', '${key}', 'u_ana', 1);`)
  old.close()
  await open().stop()
  expect(readFileSync(join(base, 'journal', 'refunds.jsonl'), 'utf8')).toContain(`"key":"${key}","step":1`)
  rmSync(join(store, 'desk.db'))
  const desk = open()
  await signIn(desk, 'ana')
  const steps = expectOk(await ask(desk, 'refund.history', { key }))
  expect(steps.slice(0, 2)).toMatchObject([
    { who: { id: 'u_ana' }, to: 'queued', why: 'submitted' },
    { from: 'queued', to: 'unknown', why: 'restored' },
  ])
})
