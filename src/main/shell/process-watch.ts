import type { App, BrowserWindow } from 'electron'
import type { Log } from '../../shared/engine-protocol.ts'

interface WatchPorts {
  readonly app: App
  readonly log: Log
  readonly window: () => BrowserWindow | null
}

/** Reasons with which a process ends in good order. */
const GOOD_ENDS = new Set(['clean-exit'])

/**
 * Sends the end of any of Electron's processes to the log. A screen that crashed is loaded again: drafts and intents are in
 * the engine, so the agent goes on where they were.
 */
export function watchProcesses({ app, log, window }: WatchPorts): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (GOOD_ENDS.has(reason)) return
    log({ level: 'error', scope: 'crash', message: 'render-process-gone', fields: { reason, exitCode } })
    if (window()?.webContents === contents) contents.reload()
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (GOOD_ENDS.has(reason)) return
    log({ level: 'error', scope: 'crash', message: 'child-process-gone', fields: { process: type, reason, exitCode } })
  })
}
