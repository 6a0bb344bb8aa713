import type { Log } from '../../shared/engine-protocol.ts'
import { describeError } from '../../shared/log/scrub.ts'

/** The hooks of `process` that a crash comes through. */
type ProcessHooks = Pick<NodeJS.Process, 'on'>

/**
 * Sends what nobody caught to the log, then ends the process: after an uncaught exception nothing that is in memory can
 * be trusted, and what was promised is on disk. `end` must not return control to the broken program.
 */
export function endOnUncaught(hooks: ProcessHooks, log: Log, end: () => void): void {
  let ended = false
  const report = (message: string) => (error: unknown) => {
    // A failure while reporting must not start a second report.
    if (ended) return
    ended = true
    try {
      log({ level: 'error', scope: 'crash', message, error: describeError(error) })
    } finally {
      end()
    }
  }
  hooks.on('uncaughtException', report('uncaught exception'))
  hooks.on('unhandledRejection', report('unhandled rejection'))
}
