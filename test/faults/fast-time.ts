import { setTimeout as sleepFor } from 'node:timers/promises'
import { BURST_PAUSE_MS } from '../../src/main/engine/outbox/burst.ts'
import type { WorldPorts } from '../../src/main/engine/world.ts'

/** When a campaign's time began (real UTC ms), and how many times faster than real time it runs in all processes. */
export interface TimeOrigin {
  readonly realStart: number
  readonly speed: number
}

/** A clock and timers that run `speed` times faster than real time; `shiftMs` is the error of this desk's clock. */
export function fastTime(
  { realStart, speed }: TimeOrigin,
  shiftMs = 0,
): Pick<WorldPorts, 'clock' | 'setTimer' | 'burstPauseMs' | 'sleep'> {
  return {
    clock: () => Math.floor(realStart + (Date.now() - realStart) * speed + shiftMs),
    setTimer: (ms, then) => {
      const timer = setTimeout(then, ms / speed)
      return () => clearTimeout(timer)
    },
    burstPauseMs: BURST_PAUSE_MS / speed,
    sleep: (ms, signal) => sleepFor(Math.min(ms / speed, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined),
  }
}
