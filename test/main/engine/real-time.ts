import { setTimeout as sleep } from 'node:timers/promises'
import type { FlowingTime } from './flowing-time.ts'

const LOOK_EVERY_MS = 20

/** The machine's own time in the shape of the flowing one, for tests that measure how long something takes. */
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
    flowUntil: async (isThere) => {
      const end = performance.now() + limitMs
      while (!isThere()) {
        if (performance.now() > end) throw new Error('it did not happen')
        await sleep(LOOK_EVERY_MS)
      }
    },
  }
}
