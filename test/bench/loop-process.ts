import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { isMainThread } from 'node:worker_threads'
import type { LoopDelay, LoopName } from './loops.ts'

/**
 * Measures how late the event loop of its process is, and sends the result to the bench on the socket that
 * ONCE_BENCH_LOOPS names. Main loads it before the app. The engine that main starts loads it through NODE_OPTIONS.
 */
const { ONCE_BENCH_LOOPS: socketFile, ONCE_BENCH_LOOP: name = 'main' } = process.env
if (isMainThread && socketFile !== undefined) {
  process.env.ONCE_BENCH_LOOP = 'engine' satisfies LoopName
  process.env.NODE_OPTIONS = `--import=${import.meta.url}`
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const socket = connect(socketFile).unref()
  socket.on('error', () => socket.destroy())
  socket.write(`${JSON.stringify({ name })}\n`)
  let waitedBefore = waitedMs()
  createInterface({ input: socket }).on('line', (command) => {
    if (command === 'start') {
      delay.reset()
      waitedBefore = waitedMs()
      delay.enable()
    } else {
      delay.disable()
      const measured: LoopDelay = {
        p99Ms: delay.percentile(99) / 1e6,
        longestMs: delay.max / 1e6,
        waitedMs: waitedMs() - waitedBefore,
      }
      socket.write(`${JSON.stringify(measured)}\n`)
    }
  })
}

/** How long this thread was ready without a processor, in milliseconds. Returns 0 where the system does not say. */
function waitedMs(): number {
  const file = '/proc/self/schedstat'
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0
}
