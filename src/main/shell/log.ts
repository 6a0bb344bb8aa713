import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Log } from '../../shared/engine-protocol.ts'
import { scrubFields } from '../../shared/log/scrub.ts'

/** Size at which the log is rotated to `once.old.log`, in bytes. */
const ROTATE_AT_BYTES = 5 * 1024 * 1024

/**
 * Opens the one log of all processes. Main alone writes it; each record is one JSON line, written before the call
 * returns, so that the line of a crash is on disk when the process ends.
 *
 * `electron-log/node` and not `/main`: the latter opens an unchecked IPC channel at import.
 */
export function openLog(folder: string, now: () => number): Log {
  const logger = electronLog.create({ logId: 'once' })
  // Outside Electron the library leaves some of these away.
  for (const name of ['console', 'ipc', 'remote'] as const) {
    const transport: { level: unknown } | undefined = logger.transports[name]
    if (transport) transport.level = false
  }
  const { file } = logger.transports
  // Without a name of its own it looks for one in the current folder, and writes nothing where it finds none.
  file.setAppName('once')
  file.resolvePathFn = () => join(folder, 'once.log')
  file.maxSize = ROTATE_AT_BYTES
  file.sync = true
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.format = ({ data }) => data

  return ({ level, scope, message, fields, error }) => {
    const at = new Date(now()).toISOString()
    logger[level](
      JSON.stringify({ at, level, scope, message, ...(fields && scrubFields(fields)), ...(error && { error }) }),
    )
  }
}
