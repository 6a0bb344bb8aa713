import { join } from 'node:path'
import type Electron from 'electron'
import type { Frame, Page, Request, Route } from 'playwright-core'
import { HostApp } from './app.ts'
import { browserWindow } from './browser-window.ts'
import { Chromium } from './chromium.ts'
import type { Control } from './control.ts'
import { clipboard, dialog, HostTheme, powerMonitor, safeStorage, screen, shell } from './desktop.ts'
import { HostIpcMain } from './ipc-main.ts'
import { lacking } from './lacking.ts'
import { menu } from './menu.ts'
import type { HostOptions } from './options.ts'
import { applyPermissions } from './permissions.ts'
import { HostSession } from './session.ts'
import { UtilityProcesses } from './utility-process.ts'
import type { HostWindow, WindowHost } from './window.ts'

/** Everything that an app imports from `electron`, and the app object that starts and ends it. */
export interface Host {
  electron: Partial<typeof Electron>
  app: HostApp
}

/** Builds the host: one app, one session, one Chromium. */
export function createHost(options: HostOptions, control: Control): Host {
  const windows = new Set<HostWindow>()
  const app = new HostApp(options.appDir, {
    // In development the next desk starts before the last one has ended.
    lockWithinMs: options.devServer ? 5_000 : 0,
    closeWindows() {
      for (const window of windows) window.close()
      return windows.size === 0
    },
    async stop() {
      children.killAll()
      await chromium.close()
    },
  })
  const session = new HostSession(app.isReady, options.devServer)
  const ipcMain = new HostIpcMain()
  const theme = new HostTheme(options.colorScheme)
  const children = new UtilityProcesses(
    (details) => app.emit('child-process-gone', {}, details),
    (serviceName, pid) => control.send({ kind: 'forked', serviceName, pid }),
  )
  const chromium = new Chromium(
    options,
    control,
    () => join(app.getPath('userData'), 'host', 'profile'),
    async (context) => {
      await context.route('**/*', (route, request) =>
        answer(route, request).catch(() => route.abort().catch(() => undefined)),
      )
      context.on('page', (page) => void closePopup(page).catch(() => undefined))
      for (const { contents } of [...windows].slice(0, 1)) await applyPermissions(context, session, contents.self)
    },
  )

  async function answer(route: Route, request: Request): Promise<void> {
    const frame = frameOf(request)
    const window = frame && [...windows].find(({ contents }) => contents.page === frame.page())
    if (!window) {
      // A page wants to open a link in a new window: Chromium requests the address before the new page exists.
      for (const { contents } of [...windows].slice(0, 1)) contents.askToOpen(request.url())
      return route.abort('aborted')
    }
    const navigates = request.isNavigationRequest() && frame === frame.page().mainFrame()
    if (navigates && !window.contents.mayNavigate(request.url())) return route.abort('aborted')
    return session.answer(route, request, window.contents.self)
  }

  /**
   * Closes a page that another page opened. The host has already asked the app about the address, unless the page is
   * blank.
   */
  async function closePopup(page: Page): Promise<void> {
    const opener = await page.opener()
    if (!opener) return
    const asking = [...windows].find(({ contents }) => contents.page === opener)
    if (page.url() === 'about:blank') asking?.contents.askToOpen(page.url())
    await page.close()
  }

  const windowHost: WindowHost = {
    ipcMain,
    session,
    windows,
    viewport: options.viewport,
    openPage: (first) => chromium.page(first),
    async dress(page, { width, height }) {
      await page.emulateMedia({ colorScheme: theme.scheme, reducedMotion: options.reducedMotion })
      if (options.headless) await page.setViewportSize({ width, height })
    },
    gone: (contents, details) => app.emit('render-process-gone', {}, contents, details),
    allWindowsClosed: () => app.allWindowsClosed(),
  }
  theme.on('updated', () => {
    for (const { contents } of windows)
      void contents.page?.emulateMedia({ colorScheme: theme.scheme }).catch(() => undefined)
  })

  const defaultSession = lacking<Electron.Session>('session.defaultSession', session as object)
  const electron = {
    app: lacking<Electron.App>('app', app as object),
    BrowserWindow: browserWindow(windowHost, (window, self) => {
      app.emit('web-contents-created', {}, window.contents.self)
      app.emit('browser-window-created', {}, self)
    }),
    clipboard: clipboard(),
    dialog: dialog(control, () => app.getPath('downloads')),
    ipcMain: lacking<Electron.IpcMain>('ipcMain', ipcMain as object),
    Menu: menu(),
    nativeTheme: lacking<Electron.NativeTheme>('nativeTheme', theme as object),
    powerMonitor: powerMonitor(),
    protocol: session.protocol,
    safeStorage: safeStorage(),
    screen: screen(),
    session: lacking<typeof Electron.session>('session', { defaultSession }),
    shell: shell(control),
    utilityProcess: lacking<typeof Electron.utilityProcess>('utilityProcess', {
      fork(path, args, forkOptions) {
        if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.')
        return children.fork(path, args, forkOptions)
      },
    }),
  } satisfies Partial<typeof Electron>
  return { electron, app }
}

/** Returns undefined when the page of the request does not exist yet. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame()
  } catch {
    return undefined
  }
}
