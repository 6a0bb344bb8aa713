import { setTimeout as sleep } from 'node:timers/promises'
import type { FlowingTime } from './flowing-time.ts'

const LOOK_EVERY_MS = 20

/** Real time in the shape of `FlowingTime`, for tests that measure durations; `limitMs` is the limit of `flowUntil`. */
export function realTime(limitMs: number): FlowingTime {
  return {
    get now() {
      return Date.now()
    },
    clock: Date.now,
    setTimer: (ms, then) => {
      const timer = setTimeout(then, ms)
      return () => clearTimeout(timer)
    },
    advance: () => {},
    flowUntil: async (condition) => {
      const end = performance.now() + limitMs
      while (!condition()) {
        if (performance.now() > end) throw new Error('the condition did not come true in time')
        await sleep(LOOK_EVERY_MS)
      }
    },
  }
}
