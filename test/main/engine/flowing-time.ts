import { setTimeout as sleep } from 'node:timers/promises'
import type { SetTimer } from '../../../src/main/engine/outbox/ports.ts'

/** A clock that the test moves. A timer that is set on it fires when the clock passes its time. */
export interface FlowingTime {
  now: number
  readonly clock: () => number
  readonly setTimer: SetTimer
  readonly advance: (ms: number) => void
  /**
   * Moves the clock until the condition holds, many times faster than real time, and lets real input and output happen
   * in between. Throws when an hour has passed on that clock: a slow machine has longer for it.
   */
  readonly flowUntil: (condition: () => boolean) => Promise<void>
}

const REAL_STEP_MS = 2
const FLOW_STEP_MS = 200
const MOST_FLOW_MS = 3_600_000

/** A clock that starts at an arbitrary instant of 2027. */
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
    flowUntil: async (condition) => {
      for (let flown = 0; !condition(); flown += FLOW_STEP_MS) {
        if (flown > MOST_FLOW_MS) throw new Error('the condition did not come true')
        await sleep(REAL_STEP_MS)
        time.advance(FLOW_STEP_MS)
      }
    },
  }
  return time
}
