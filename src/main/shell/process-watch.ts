import type { App, BrowserWindow } from 'electron'
import type { Log } from '../../shared/engine-protocol.ts'

/** What watching needs. */
interface WatchPorts {
  readonly app: App
  readonly log: Log
  readonly window: () => BrowserWindow | null
}

/** The reasons of a normal exit. */
const NORMAL_EXITS = new Set(['clean-exit'])

/**
 * Writes the crash of any process of Electron to the log, and loads a crashed screen again. The engine has the drafts
 * and intents, so the agent continues without a loss.
 */
export function watchProcesses({ app, log, window }: WatchPorts): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (NORMAL_EXITS.has(reason)) return
    log({ level: 'error', scope: 'crash', message: 'render-process-gone', fields: { reason, exitCode } })
    if (window()?.webContents === contents) contents.reload()
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (NORMAL_EXITS.has(reason)) return
    log({ level: 'error', scope: 'crash', message: 'child-process-gone', fields: { process: type, reason, exitCode } })
  })
}
