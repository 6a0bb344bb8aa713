import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  utilityProcess,
} from 'electron'
import { type Asks, type ChannelsOf, contract } from '../shared/contract.ts'
import type { EngineConfig, EngineQuestion } from '../shared/engine-protocol.ts'
import { say } from '../shared/text/index.ts'
import enginePath from './engine/index.ts?modulePath'
import { APP_ORIGIN, serveScreen } from './shell/app-protocol.ts'
import { endOnUncaught } from './shell/crash.ts'
import { serveContract } from './shell/ipc.ts'
import { openLog } from './shell/log.ts'
import { watchProcesses } from './shell/process-watch.ts'
import { quitInOrder } from './shell/quit.ts'
import { readSettings, type Settings } from './shell/settings.ts'
import { answerInShell } from './shell/shell-answers.ts'
import { Supervisor } from './shell/supervisor.ts'
import { openTokenVault } from './shell/token-vault.ts'
import { applyWebContentsPolicy } from './shell/web-contents-policy.ts'
import { openWindow } from './shell/window.ts'

// First the folder, the log and the handler of uncaught errors, so that any later error is logged.
const settings = readSettingsOrExit()
if (settings.userDataFolder) app.setPath('userData', settings.userDataFolder)
const userData = app.getPath('userData')
const log = openLog(join(userData, 'logs'), Date.now)
endOnUncaught(process, log, () => app.exit(1))

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.enableSandbox()

if (app.requestSingleInstanceLock()) {
  void boot()
} else {
  // Two desks on one store would have two queues. The first desk comes to the front by its event `second-instance`.
  process.stderr.write(`${say('app.alreadyOpen')}\n`)
  app.quit()
}

/** Starts main: the screen's protocol and policy, the supervisor, the channels, the window, and the engine last. */
async function boot(): Promise<void> {
  await app.whenReady()
  log({ level: 'info', scope: 'start', message: 'desk starts', fields: { release: app.getVersion() } })

  const pageUrl = settings.devServerUrl?.href ?? `${APP_ORIGIN}/index.html`
  const pageOrigin = settings.devServerUrl?.origin ?? APP_ORIGIN
  protocol.handle('app', serveScreen(join(import.meta.dirname, '../renderer')))
  applyWebContentsPolicy({ app, session: session.defaultSession, pageOrigin, log })

  const mainWindow = () => BrowserWindow.getAllWindows()[0] ?? null
  const vault = await openTokenVault(safeStorage, process.platform, join(userData, 'session.bin'))
  const config: EngineConfig = {
    storeFolder: join(userData, 'store'),
    journalFile: join(userData, 'journal', 'refunds.jsonl'),
    migrationsFolder: join(app.getAppPath(), 'resources', 'migrations'),
    centralUrl: settings.centralUrl.href,
    release: app.getVersion(),
    tokensKept: vault.kind,
  }
  const supervisor = new Supervisor({
    fork: () => utilityProcess.fork(enginePath, [], { serviceName: 'engine' }),
    startMessage: async () => ({ type: 'start', config, keptSession: await vault.read() }),
    onChanged: (topics) => mainWindow()?.webContents.send('desk:changed', topics),
    keepSession: vault.keep,
    log,
    setTimer: (run, delayMs) => void setTimeout(run, delayMs),
    now: Date.now,
  })
  const askEngine = (channel: EngineQuestion, argument: unknown) => supervisor.ask(channel, argument)
  const downloadsFolder = app.getPath('downloads')
  const info = { release: app.getVersion(), centralOrigin: settings.centralUrl.origin, platform: process.platform }
  const shellAnswers = answerInShell({ info, clipboard, dialog, window: mainWindow, downloadsFolder, askEngine, log })
  serveContract({ ipcMain, pageOrigin, answers: { ...passToEngine(askEngine), ...shellAnswers }, log })

  const { onWindow } = quitInOrder({ app, dialog, window: mainWindow, askEngine, stopEngine: () => supervisor.stop() })
  watchProcesses({ app, log, window: mainWindow })
  powerMonitor.on('resume', () => supervisor.wake())
  app.on('second-instance', () => focus(mainWindow()))
  app.on('window-all-closed', () => app.quit())

  // The window opens before the engine, so that its first paint does not wait for the store.
  const preloadFile = join(import.meta.dirname, '../preload/index.cjs')
  onWindow(openWindow((options) => new BrowserWindow(options), preloadFile, pageUrl))
  await supervisor.start()
}

/** Reads the settings. A wrong value ends the desk with one sentence on the terminal and on the screen. */
function readSettingsOrExit(): Settings {
  try {
    return readSettings(process.env, app.isPackaged)
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${sentence}\n`)
    dialog.showErrorBox('Once', sentence)
    return process.exit(1)
  }
}

/** The answers of the engine's channels: each one asks the engine. `serveContract` has checked the arguments before. */
function passToEngine(
  ask: (channel: EngineQuestion, argument: unknown) => Promise<unknown>,
): Asks<ChannelsOf<'engine'>> {
  const names = Object.entries(contract).filter(([, channel]) => channel.answeredBy === 'engine')
  return Object.fromEntries(
    names.map(([name]) => [name, (argument: unknown) => ask(name as ChannelsOf<'engine'>, argument)]),
  ) as Asks<ChannelsOf<'engine'>>
}

function focus(window: BrowserWindow | null): void {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}
