import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BrowserWindow, Clipboard, Dialog } from 'electron'
import type { Asks, ChannelsOf } from '../../shared/contract.ts'
import type { EngineQuestion, Log } from '../../shared/engine-protocol.ts'
import { describeError } from '../../shared/log/scrub.ts'
import type { AppInfo, Result } from '../../shared/model/index.ts'

/** What main needs to answer the channels of the shell. */
interface ShellPorts {
  readonly info: AppInfo
  readonly clipboard: Clipboard
  readonly dialog: Dialog
  readonly window: () => BrowserWindow | null
  readonly downloadsFolder: string
  readonly askEngine: (channel: EngineQuestion, argument: unknown) => Promise<Result<unknown>>
  readonly log: Log
}

/** The answers of the channels that main answers itself. `report.export` also asks the engine for the rows. */
export function answerInShell(ports: ShellPorts): Asks<ChannelsOf<'shell'>> {
  return {
    'app.info': async () => ({ ok: true, value: ports.info }),
    'app.copy': async ({ text }) => {
      ports.clipboard.writeText(text)
      return { ok: true, value: null }
    },
    'app.reportError': async ({ source, ...error }) => {
      ports.log({ level: 'error', scope: 'renderer', message: `renderer ${source}`, error: describeError(error) })
      return { ok: true, value: null }
    },
    'report.export': (day) => exportReport(ports, day),
  }
}

/**
 * Saves the CSV where the person chooses; `fileName` is null when they cancel. Fails with `not_saved`, or as the engine
 * does.
 */
async function exportReport(
  ports: ShellPorts,
  day: { dayStart: number; dayEnd: number },
): Promise<Result<{ fileName: string | null }>> {
  const report = (await ports.askEngine('report.csv', day)) as Result<{ csv: string }>
  if (!report.ok) return report
  const window = ports.window()
  const date = new Date(day.dayStart)
  const options = {
    defaultPath: join(ports.downloadsFolder, `refunds-${localDate(date)}.csv`),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  }
  const choice = window
    ? await ports.dialog.showSaveDialog(window, options)
    : await ports.dialog.showSaveDialog(options)
  if (choice.canceled || !choice.filePath) return { ok: true, value: { fileName: null } }
  try {
    await writeFile(choice.filePath, report.value.csv, { mode: 0o600 })
  } catch (error) {
    ports.log({ level: 'warn', scope: 'report', message: 'report not saved', error: describeError(error) })
    return { ok: false, failure: { kind: 'not_saved' } }
  }
  return { ok: true, value: { fileName: basename(choice.filePath) } }
}

/** The date in the zone of this machine: `2026-02-28`. */
function localDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
