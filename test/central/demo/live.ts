import type { Central } from '../start.ts'
import { Chronicle, type Purchase } from './chronicle.ts'

/** How life goes on while desks watch; times in ms. */
export interface LiveOptions {
  clock: () => number
  seed: number
  /** Post new bookings too; refunds are settled in any case. */
  postEveryMs: number | undefined
  /** A refund stays pending for this long. */
  settleAfterMs: number
}

/** Settles refunds after a while, and posts bookings, now and then a double; gives the way to stop. */
export function goOn(
  { act }: Pick<Central, 'act'>,
  { clock, seed, postEveryMs, settleAfterMs }: LiveOptions,
): () => Promise<void> {
  let under = Promise.resolve()
  let run = 0
  // What the history left pending stays so.
  const startedAt = clock()
  const inTurn = (work: () => Promise<unknown>) => {
    under = under.then(work).then(() => undefined)
  }
  const chronicle = new Chronicle(seed, `live${startedAt}x`, 1_000_000)
  let last: Purchase | undefined
  const post = async () => {
    run += 1
    // Every fifth one buys again what the one before bought.
    const twice = run % 5 === 0 && last ? { ...last, at: clock(), reference: chronicle.reference() } : {}
    last = chronicle.purchase(clock(), twice)
    chronicle.buy(last)
    for (const { kind, op, id, data } of chronicle.changes()) await act.append({ kind, op, id, data })
  }
  const settling = setInterval(
    () => inTurn(() => act.settleRefunds({ from: startedAt, until: clock() - settleAfterMs })),
    1000,
  )
  const posting = postEveryMs ? setInterval(() => inTurn(post), postEveryMs) : undefined
  return async () => {
    clearInterval(settling)
    clearInterval(posting)
    await under
  }
}
