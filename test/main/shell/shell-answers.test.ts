import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clipboard, Dialog, SaveDialogOptions } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { answerInShell } from '../../../src/main/shell/shell-answers.ts'
import type { LogRecord } from '../../../src/shared/engine-protocol.ts'
import type { Result } from '../../../src/shared/model/index.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const day = { dayStart: new Date(2026, 1, 28).getTime(), dayEnd: new Date(2026, 2, 1).getTime() }

let folder: string
let logged: LogRecord[]
let offered: SaveDialogOptions | null

beforeEach(() => {
  folder = temporaryFolder()
  logged = []
  offered = null
})

/** The shell's answers when the person picks this file (null: they cancel) and the engine gives this report. */
function shellWith(filePath: string | null, report: Result<{ csv: string }> = { ok: true, value: { csv: 'a,b\r\n' } }) {
  return answerInShell({
    info: { release: '0.1.0', centralOrigin: 'http://127.0.0.1:4600', platform: 'linux' },
    clipboard: {} as Clipboard,
    dialog: {
      showSaveDialog: async (options: SaveDialogOptions) => {
        offered = options
        return { canceled: filePath === null, filePath: filePath ?? '' }
      },
    } as unknown as Dialog,
    window: () => null,
    downloadsFolder: folder,
    askEngine: async () => report,
    log: (record) => logged.push(record),
  })
}

test('a report is saved in the chosen file, which only its owner can read', async () => {
  const file = join(folder, 'mine.csv')
  expect(await shellWith(file)['report.export'](day)).toEqual({ ok: true, value: { fileName: 'mine.csv' } })
  expect(readFileSync(file, 'utf8')).toBe('a,b\r\n')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(offered?.defaultPath).toBe(join(folder, 'refunds-2026-02-28.csv'))
})

test('cancelling the dialog is no failure', async () => {
  expect(await shellWith(null)['report.export'](day)).toEqual({ ok: true, value: { fileName: null } })
})

test('a place that cannot be written is a failure, and the log has it', async () => {
  const answer = await shellWith(join(folder, 'missing', 'mine.csv'))['report.export'](day)
  expect(answer).toEqual({ ok: false, failure: { kind: 'not_saved' } })
  expect(logged[0]?.message).toBe('report not saved')
})

test('a failure of the engine is the answer of the export', async () => {
  const failure: Result<never> = { ok: false, failure: { kind: 'engine_restarting' } }
  expect(await shellWith(join(folder, 'mine.csv'), failure)['report.export'](day)).toEqual(failure)
  expect(offered).toBeNull()
})

test('an error of the screen reaches the log without its message', async () => {
  const error = {
    name: 'Error',
    message: 'Davey Jones',
    stack: 'Error: Davey Jones\n    at show (app://once/assets/index.js:1:2)',
  }
  await shellWith(null)['app.reportError']({ ...error, source: 'boundary' })
  expect(logged[0]).toMatchObject({ level: 'error', scope: 'renderer', message: 'renderer boundary' })
  expect(logged[0]?.error).toContain('at show (assets/index.js:1:2)')
  expect(JSON.stringify(logged)).not.toContain('Davey')
})
