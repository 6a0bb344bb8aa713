import {
  type Answer,
  type Argument,
  type Asks,
  type ChannelName,
  contract,
  type DeskBridge,
} from '../../../src/shared/contract.ts'
import type { Failure, Result, Topic } from '../../../src/shared/model/index.ts'
import { done } from '../../../src/shared/result.ts'
import { aSession, aStatus } from '../desk-samples.ts'

/** How a channel answers: by a value, or by a function of its argument. */
type Script<C extends ChannelName> = (argument: Argument<C>) => Promise<Result<Answer<C>>>

/** An answer that a test keeps back until it wants it to arrive. */
export interface HeldAnswer<C extends ChannelName> {
  readonly arrive: (value: Answer<C>) => void
  readonly fail: (failure: Failure) => void
}

/**
 * Stands in for the preload's bridge: a test writes what each channel answers. Arguments are checked with the schemas of the
 * contract, as main checks them. A question that no test wrote an answer for is remembered, so that the test can fail.
 */
export class ScriptedDesk implements DeskBridge {
  /** What went wrong between screen and script; empty after a good test. */
  readonly faults: string[] = []
  readonly ask: Asks<ChannelName>
  readonly #scripts = new Map<ChannelName, Script<never>>()
  readonly #asked: { readonly channel: ChannelName; readonly argument: unknown }[] = []
  readonly #listeners = new Set<(topics: readonly Topic[]) => void>()

  constructor() {
    const names = Object.keys(contract) as ChannelName[]
    this.ask = Object.fromEntries(
      names.map((name) => [name, (argument: unknown) => this.#answer(name, argument)]),
    ) as unknown as Asks<ChannelName>
    this.answer('session.get', aSession())
    this.answer('status.get', aStatus())
    this.answer('app.info', { release: '1.2.3', centralOrigin: 'https://central.example', platform: 'linux' })
    this.answer('app.copy', null)
    this.answer('draft.save', null)
    this.answer('approval.list', [])
    this.answer('group.evidence', [])
    this.answer('inbox.hours', [])
    this.answer('quarantine.list', [])
    this.answer('refund.history', [])
  }

  /** The channel answers with this from now on. */
  answer<C extends ChannelName>(channel: C, value: Answer<C> | ((argument: Argument<C>) => Answer<C>)): void {
    const valueFor = (typeof value === 'function' ? value : () => value) as (argument: Argument<C>) => Answer<C>
    this.#set(channel, async (argument) => done(valueFor(argument)))
  }

  /** The channel fails with this from now on. */
  fail(channel: ChannelName, failure: Failure): void {
    this.#set(channel, async () => ({ ok: false, failure }))
  }

  /** The channel does not answer until the test lets the answer arrive; all who ask meanwhile get the same one. */
  hold<C extends ChannelName>(channel: C): HeldAnswer<C> {
    const { promise, resolve } = Promise.withResolvers<Result<Answer<C>>>()
    this.#set(channel, () => promise)
    return { arrive: (value) => resolve(done(value)), fail: (failure) => resolve({ ok: false, failure }) }
  }

  /** The arguments that a channel was asked with, in the order of asking. */
  asked<C extends ChannelName>(channel: C): readonly Argument<C>[] {
    return this.#asked.filter((one) => one.channel === channel).map(({ argument }) => argument as Argument<C>)
  }

  /** Tells the screen that something changed in the engine. */
  change(...topics: readonly Topic[]): void {
    for (const hear of this.#listeners) hear(topics)
  }

  readonly onChanged: DeskBridge['onChanged'] = (listener) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set<C extends ChannelName>(channel: C, script: Script<C>): void {
    this.#scripts.set(channel, script as unknown as Script<never>)
  }

  async #answer(channel: ChannelName, argument: unknown): Promise<Result<unknown>> {
    this.#asked.push({ channel, argument })
    const checked = contract[channel].argument.safeParse(argument)
    if (!checked.success) this.faults.push(`${channel} refuses its argument: ${checked.error.message}`)
    const script = this.#scripts.get(channel)
    if (script) return script(argument as never)
    this.faults.push(`${channel} was asked, and the test has no answer for it`)
    return { ok: false, failure: { kind: 'internal' } }
  }
}
