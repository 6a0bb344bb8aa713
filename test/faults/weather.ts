import type { IncomingHttpHeaders } from 'node:http'
import type { Dice } from '../central/demo/dice.ts'
import type { Fault, Faults } from '../central/faults.ts'

type Request = Parameters<Extract<Parameters<Faults['next']>[0], (...args: never) => boolean>>[0]

/** The faults on the way, by name; `none` lets the request through. */
const KINDS: Readonly<Record<string, (dice: Dice) => Fault>> = {
  lost: () => ({ dropReply: true }),
  dropped: () => ({ dropRequest: true }),
  cut: (dice) => ({ truncateAfterBytes: dice.int(1, 120) }),
  late: (dice) => ({ delayReplyMs: dice.int(50, 400) }),
  slow: (dice) => ({ delayMs: dice.int(20, 200) }),
  html: () => ({ html: true }),
  busy: (dice) => ({ status: 429, headers: retryAfter(dice) }),
  broken: (dice) => ({ status: dice.pick([500, 502, 503, 504]), body: 'upstream connect error' }),
}

function retryAfter(dice: Dice): Record<string, string> {
  const wait = dice.pick(['5', '30', 'soon', '-1', new Date(Date.now() + 1_000).toUTCString(), ''])
  return wait === '' ? {} : { 'retry-after': wait }
}

/** The present weather: a storm of 429, a storm of 5xx, or ordinary bad weather. */
type Climate = 'ordinary' | 'busy' | 'broken'

/** Faults in front of the central service, chosen by the seed; every third answer to a refund is always lost. */
export class Weather {
  readonly #dice: Dice
  readonly #faults: Faults
  #refundRequests = 0
  #isOver = false
  climate: Climate = 'ordinary'
  lostAnswers = 0

  constructor(faults: Faults, dice: Dice) {
    this.#faults = faults
    this.#dice = dice
    const chosen = new WeakMap<IncomingHttpHeaders, string>()
    for (const [kind, make] of Object.entries(KINDS)) {
      const fault = make(dice)
      faults.always((request) => {
        // A request meets one fault: the first rule that sees the request chooses it.
        const choice = chosen.get(request.headers) ?? this.#choose(request)
        chosen.set(request.headers, choice)
        return choice === kind && Object.assign(fault, make(dice)) !== null
      }, fault)
    }
  }

  /** Stops the faults for good. */
  end(): void {
    this.#isOver = true
    this.#faults.clear()
  }

  #choose({ method, path }: Request): string {
    if (this.#isOver) return 'none'
    const dice = this.#dice
    if (method !== 'POST' || path !== '/v1/refunds') {
      if (this.climate === 'broken' && dice.chance(0.5)) return 'broken'
      return dice.chance(0.05) ? dice.pick(['lost', 'dropped', 'cut', 'html', 'broken']) : 'none'
    }
    this.#refundRequests += 1
    if (this.#refundRequests % 3 === 0) {
      this.lostAnswers += 1
      return 'lost'
    }
    if (this.climate !== 'ordinary' && dice.chance(0.9)) return this.climate
    return dice.chance(0.25) ? dice.pick(['dropped', 'cut', 'late', 'slow', 'html', 'busy', 'broken']) : 'none'
  }
}
