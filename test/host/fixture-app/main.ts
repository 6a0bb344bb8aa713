// A small whole app written against Electron's API. The host tests run it. Its one window can read the events it saw.
import { join } from 'node:path'
import electron, {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  nativeTheme,
  protocol,
  session,
  shell,
  utilityProcess,
} from 'electron'

if (process.env.ONCE_USER_DATA) app.setPath('userData', process.env.ONCE_USER_DATA)
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.enableSandbox()

const events: string[] = []
const record = (name: string) => events.push(name)
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
let keepsWindow = process.argv.includes('--keep-window')
let child: Electron.UtilityProcess

const pages: Record<string, [type: string, text: string]> = {
  '/index.html': [
    'text/html',
    '<!doctype html><title>Fixture</title><script defer src="page.js"></script><main>waits</main>',
  ],
  '/page.js': ['text/javascript', 'document.querySelector("main").textContent = Object.keys(window.bridge).join()'],
  '/frame.html': ['text/html', '<!doctype html><title>Frame</title>'],
}

/** A function of main that the page may call. */
type Handler = Parameters<typeof ipcMain.handle>[1]

function open() {
  const window = new BrowserWindow({
    width: 1000,
    height: 700,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  })
  window.on('close', (event) => {
    record('close')
    if (keepsWindow) event.preventDefault()
  })
  window.once('ready-to-show', () => record('ready-to-show'))
  void window.loadURL('app://once/index.html')
  return window
}

function fork() {
  const started = utilityProcess.fork(join(import.meta.dirname, 'child.ts'), ['--from-main'], {
    serviceName: 'engine',
    stdio: 'pipe',
  })
  started.on('exit', (code) => record(`engine exit ${code}`))
  started.stdout?.on('data', (text) => record(`engine says ${String(text).trim()}`))
  started.postMessage({ early: new Date(0), map: new Map([['a', 1]]) })
  return started
}

const handlers: Record<string, Handler> = {
  versions: () => [app.getName(), app.getVersion(), app.isPackaged, app.getAppPath() === import.meta.dirname],
  frame: ({ senderFrame, sender }) => ({ url: senderFrame?.url, top: senderFrame?.parent === null, id: sender.id }),
  fail: () => {
    throw new TypeError('no such thing')
  },
  lacks: (_event, path: string) =>
    path.split('.').reduce<unknown>((part, key) => Reflect.get(part as object, key), { electron }),
  events: () => events,
  echo: (_event, value) => value,
  ask: (_event, question) =>
    new Promise((resolve) => {
      child.once('message', resolve)
      child.postMessage(question)
    }),
  engine: () => child.pid,
  kill: (_event, signal: string) => process.kill(child.pid ?? 0, signal),
  restart: () => {
    child = fork()
  },
  crash: (event) => event.sender.forcefullyCrashRenderer(),
  message: (_event, options: Electron.MessageBoxOptions) => dialog.showMessageBox(options),
  save: (_event, options: Electron.SaveDialogOptions) => dialog.showSaveDialog(options),
  open: (_event, url: string) => shell.openExternal(url),
  copy: async (_event, text: string) => {
    await clipboard.writeText(text)
    return clipboard.readText()
  },
  theme: (_event, source: 'light' | 'dark' | 'system') => {
    nativeTheme.themeSource = source
    return nativeTheme.shouldUseDarkColors
  },
  keep: (_event, keeps: boolean) => {
    keepsWindow = keeps
  },
  quit: () => app.quit(),
  close: () => BrowserWindow.getAllWindows()[0]?.close(),
  windows: () => BrowserWindow.getAllWindows().length,
}

if (!app.requestSingleInstanceLock({ from: 'second' })) {
  console.log('second: the first one has it')
  app.quit()
} else {
  void app.whenReady().then(start)
}

function start() {
  protocol.handle('app', (request) => {
    const page = pages[new URL(request.url).pathname]
    if (!page) return new Response('not found', { status: 404 })
    const [type, text] = page
    return new Response(text, { headers: { 'content-type': type, 'content-security-policy': policy } })
  })
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith('app:')
    if (!own) record(`refused ${details.url}`)
    answer({ cancel: !own })
  })
  session.defaultSession.on('will-download', (event, item) => {
    record(`download ${item.getFilename()}`)
    event.preventDefault()
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      record(`open ${url}`)
      return { action: 'deny' }
    })
    contents.on('will-navigate', (event) => {
      record(`navigate ${event.url}`)
      event.preventDefault()
    })
  })
  app.on('second-instance', (_event, argv, _folder, more) => {
    record(`second ${argv.at(-1)} ${(more as { from: string }).from}`)
    BrowserWindow.getAllWindows()[0]?.webContents.send('second', { argv: argv.slice(2) })
  })
  app.on('render-process-gone', (_event, contents, { reason }) => {
    record(`renderer ${reason}`)
    contents.reload()
  })
  app.on('child-process-gone', (_event, { serviceName, reason }) => record(`${serviceName} ${reason}`))
  for (const [name, handler] of Object.entries(handlers)) ipcMain.handle(name, handler)
  ipcMain.on('say', (event, text) => event.sender.send('said', { text }))
  child = fork()
  open()
}
