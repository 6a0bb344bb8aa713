import type { Log } from '../../shared/engine-protocol.ts'
import { describeError } from '../../shared/log/scrub.ts'

/** The part of `process` that reports errors which nobody caught. */
type ProcessHooks = Pick<NodeJS.Process, 'on'>

/**
 * Writes an uncaught exception or an unhandled rejection to the log, then ends the process: nothing in memory can be
 * trusted after it, and everything that the desk promised is on disk. `end` must not return control to the broken
 * program.
 */
export function endOnUncaught(hooks: ProcessHooks, log: Log, end: () => void): void {
  let ended = false
  const report = (message: string) => (error: unknown) => {
    // An error inside this report must not start a second report.
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
