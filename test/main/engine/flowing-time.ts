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
   * in between. Throws after 15 real seconds, which leaves room for a slow machine.
   */
  readonly flowUntil: (condition: () => boolean) => Promise<void>
}

const REAL_STEP_MS = 2
const REAL_LIMIT_MS = 15_000
const FLOW_STEP_MS = 200

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
      const end = performance.now() + REAL_LIMIT_MS
      while (!condition()) {
        if (performance.now() > end) throw new Error('the condition did not come true in time')
        await sleep(REAL_STEP_MS)
        time.advance(FLOW_STEP_MS)
      }
    },
  }
  return time
}
