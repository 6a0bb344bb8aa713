import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Log } from '../../shared/engine-protocol.ts'
import { scrubFields } from '../../shared/log/scrub.ts'

/** A log of this size, in bytes, is moved to `once.old.log` and a new one begins. */
const ROTATE_AT_BYTES = 5 * 1024 * 1024

/**
 * Opens the log of all processes, `once.log` in `folder`. Only main writes it. Each record is one JSON line, and the
 * call returns after the line is written, so that the line of a crash is on disk when the process ends.
 *
 * It uses `electron-log/node`, because `electron-log/main` opens an unchecked IPC channel at import.
 *
 * @param now The time in UTC ms.
 */
export function openLog(folder: string, now: () => number): Log {
  const logger = electronLog.create({ logId: 'once' })
  // Outside Electron the library does not have all of these transports.
  for (const name of ['console', 'ipc', 'remote'] as const) {
    const transport: { level: unknown } | undefined = logger.transports[name]
    if (transport) transport.level = false
  }
  const { file } = logger.transports
  // Without a name the library reads one from the current folder, and writes no log where it finds none.
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
