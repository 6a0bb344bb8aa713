import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBooking, aCharge } from '../central/sample-data.ts'
import { anAccount, demoPassword } from '../central/session/people.ts'
import { type Central, startCentral } from '../central/start.ts'
import { addCharge } from '../main/engine/copy-rows.ts'
import { startTime } from '../main/engine/flowing-time.ts'
import { expectOk, makeFolder, openDesk, removeFolder, submit, type WorkingDesk } from '../main/engine/working-desk.ts'
import { AGENTS, type Agent, type Charge, Model, PURCHASES } from './model.ts'

const AMOUNT_MINOR = 9_599

let central: Central
let runs = 0

/** Both agents at their desks, on real files and with real HTTP to the reference central API. */
class World {
  readonly folder = makeFolder()
  readonly run = ++runs
  readonly desks = {} as Record<Agent, WorkingDesk>
  readonly isOffline = { ana: false, ben: false }
  /** The error of each desk's clock in ms; its timers do not change. */
  readonly shiftMs = { ana: 0, ben: 0 }
  readonly #times = { ana: startTime(), ben: startTime() }

  id = (charge: Charge): string => `${charge}-${this.run}`

  async open(): Promise<void> {
    for (const charge of PURCHASES.flat()) {
      await central.act.postBooking(aBooking(), `booking-of-${this.id(charge)}`)
      await central.act.postCharge(aCharge(`booking-of-${this.id(charge)}`, { currency: 'USD' }), this.id(charge))
    }
    for (const agent of AGENTS) {
      const at = this.#openDesk(agent, null)
      for (const charge of PURCHASES.flat()) addCharge(at.copy, this.id(charge), { amountMinor: AMOUNT_MINOR })
      expectOk(await at.session.signIn(agent, demoPassword))
    }
  }

  #openDesk(agent: Agent, kept: string | null): WorkingDesk {
    const time = this.#times[agent]
    const reach: typeof fetch = (...args) =>
      this.isOffline[agent] ? Promise.reject(new TypeError('no network')) : fetch(...args)
    const wrong = { ...time, clock: () => time.clock() + this.shiftMs[agent] }
    const at = openDesk({ url: central.url, folder: join(this.folder, agent), time: wrong, kept, fetch: reach })
    this.desks[agent] = at
    at.outbox.start()
    return at
  }

  async reopen(agent: Agent): Promise<void> {
    const { kept, close } = this.desks[agent]
    const session = kept()
    await close()
    this.#openDesk(agent, session)
  }

  async drain(model: Model): Promise<void> {
    for (const agent of AGENTS) {
      const at = this.desks[agent]
      this.isOffline[agent] = false
      const open = [...model.wishes[agent].values()].filter(({ state }) => state === 'open')
      at.outbox.wake()
      await at.time.flowUntil(() => open.every(({ key }) => ['confirmed', 'refused'].includes(at.row(key).state)))
    }
    model.drain(({ key }, agent) => this.desks[agent].row(key).state === 'confirmed')
    const chargeIds = new Set(PURCHASES.flat().map(this.id))
    const ledger = (await central.ledger()).refunds.filter(({ charge_id }) => chargeIds.has(charge_id))
    const given = AGENTS.flatMap((agent) => [...model.wishes[agent].values()]).filter(({ state }) => state === 'given')
    expect(ledger.map((refund) => refund.idempotency_key).sort()).toEqual(given.map(({ key }) => key).sort())
  }

  async close(): Promise<void> {
    for (const agent of AGENTS) await this.desks[agent]?.close()
    for (const agent of AGENTS) removeFolder(join(this.folder, agent))
    removeFolder(this.folder)
  }
}

type Command = fc.AsyncCommand<Model, World>
const command = (name: string, run: Command['run'], check: Command['check'] = () => true): Command => ({
  check,
  run,
  toString: () => name,
})

const anAgent = fc.constantFrom(...AGENTS)
const click = fc.tuple(anAgent, fc.constantFrom(...PURCHASES.flat())).map(([agent, charge]) =>
  command(`${agent} gives back ${charge}`, async (model, world) => {
    const purchase = PURCHASES.findIndex((charges) => (charges as readonly string[]).includes(charge))
    const other = PURCHASES[purchase]?.find((one) => one !== charge)
    const before = model.wishes[agent].get(purchase)
    const isRefusedEarly = before?.state === 'open' && world.desks[agent].row(before.key).state === 'refused'
    if (isRefusedEarly) model.refuseEarly(agent, purchase)
    const wish = {
      amountMinor: AMOUNT_MINOR,
      reason: other ? 'duplicate' : 'goodwill',
      keepChargeId: other ? world.id(other) : null,
    } as const
    const queued = submit(world.desks[agent], world.id(charge), wish)
    const mayClick = model.mayClick(agent, purchase)
    expect(queued.ok).toBe(mayClick)
    if (queued.ok) model.wishes[agent].set(purchase, { charge, key: queued.value.key, state: 'open' })
  }),
)
const kill = anAgent.map((agent) => command(`${agent}'s desk restarts`, (_model, world) => world.reopen(agent)))
const offline = fc.tuple(anAgent, fc.boolean()).map(([agent, isOffline]) =>
  command(`${agent} is ${isOffline ? 'offline' : 'online'}`, async (_model, world) => {
    world.isOffline[agent] = isOffline
  }),
)
const clock = fc.tuple(anAgent, fc.constantFrom(-86_400_000, -3_600_000, 600_000, 86_400_000)).map(([agent, ms]) =>
  command(`${agent}'s clock moves by ${ms} ms`, async (_model, world) => {
    world.shiftMs[agent] += ms
  }),
)
const wait = anAgent.map((agent) =>
  command(`${agent} waits`, async (_model, world) => {
    const { time } = world.desks[agent]
    const until = time.clock() + 2_000
    await time.flowUntil(() => time.clock() > until)
  }),
)
const lose = fc.constant(
  command('a reply is lost', async () => central.faults.next('POST /v1/refunds', { dropReply: true })),
)
const drain = fc.constant(command('everything arrives', (model, world) => world.drain(model)))

beforeAll(async () => {
  const limits = [{ amount_minor: AMOUNT_MINOR, currency: 'USD' }]
  const people = AGENTS.map((username) => anAccount(username, { limits }))
  central = await startCentral({ people })
})
afterAll(() => central.close())

test('two agents with a few charges end as the model says, whatever happens', async () => {
  const commands = fc.commands([click, click, click, kill, offline, clock, wait, lose, drain], { maxCommands: 16 })
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const [model, world] = [new Model(), new World()]
      try {
        await world.open()
        await fc.asyncModelRun(() => ({ model, real: world }), list)
        await world.drain(model)
      } finally {
        central.faults.clear()
        await world.close()
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
