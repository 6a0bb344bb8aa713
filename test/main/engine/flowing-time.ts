import { setTimeout as sleep } from 'node:timers/promises'
import type { SetTimer } from '../../../src/main/engine/outbox/connection.ts'

/** A clock that the test moves; timers set on it go off as it passes them. */
export interface FlowingTime {
  now: number
  readonly clock: () => number
  readonly setTimer: SetTimer
  readonly advance: (ms: number) => void
  /** Lets real input and output happen and time flow, many times faster than it does, until the condition holds. Throws when an hour has flowed in vain: a slow machine has longer for it than a fast one. */
  readonly flowUntil: (isThere: () => boolean) => Promise<void>
}

const REAL_STEP_MS = 2
const FLOW_STEP_MS = 200
const MOST_FLOW_MS = 3_600_000

/** Starts at an arbitrary instant of 2027. */
export function startTime(now = 1_800_000_000_000): FlowingTime {
  const timers = new Set<{ at: number; then: () => void }>()
  const time: FlowingTime = {
    now,
    clock: () => time.now,
    setTimer: (ms, then) => {
      const timer = { at: time.now + ms, then }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: (ms) => {
      time.now += ms
      for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
        if (timer.at > time.now || !timers.delete(timer)) continue
        timer.then()
      }
    },
    flowUntil: async (isThere) => {
      for (let flown = 0; !isThere(); flown += FLOW_STEP_MS) {
        if (flown > MOST_FLOW_MS) throw new Error('it did not happen')
        await sleep(REAL_STEP_MS)
        time.advance(FLOW_STEP_MS)
      }
    },
  }
  return time
}
