import type { Central } from '../start.ts'
import { Chronicle, type Purchase } from './chronicle.ts'

/** The settings of the running demo; times in ms. */
export interface LiveOptions {
  clock: () => number
  seed: number
  /** The interval of new bookings; undefined posts none. Refunds are settled in any case. */
  postEveryMs: number | undefined
  /** A refund is pending for this long. */
  settleAfterMs: number
}

/**
 * Settles refunds after a while and posts bookings, every fifth one a duplicate; gives the function that stops this.
 */
export function playLive(
  { act }: Pick<Central, 'act'>,
  { clock, seed, postEveryMs, settleAfterMs }: LiveOptions,
): () => Promise<void> {
  let queue = Promise.resolve()
  let run = 0
  // Refunds that the history left pending stay pending.
  const startedAt = clock()
  const inTurn = (work: () => Promise<unknown>) => {
    queue = queue.then(work).then(() => undefined)
  }
  const chronicle = new Chronicle(seed, `live${startedAt}x`, 1_000_000)
  let last: Purchase | undefined
  const post = async () => {
    run += 1
    // Every fifth booking repeats the purchase of the one before.
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
    await queue
  }
}
