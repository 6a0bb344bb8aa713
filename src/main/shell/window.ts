import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'

/** The security settings of every window. */
const WINDOW_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  // A spelling service would receive what an agent types about customers.
  spellcheck: false,
} as const satisfies BrowserWindowConstructorOptions['webPreferences']

/**
 * Opens the window of the desk. It stays hidden until its first frame is painted, so that nobody sees an empty window.
 */
export function openWindow(
  create: (options: BrowserWindowConstructorOptions) => BrowserWindow,
  preloadFile: string,
  pageUrl: string,
): BrowserWindow {
  const window = create({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Once',
    autoHideMenuBar: true,
    webPreferences: { ...WINDOW_PREFERENCES, preload: preloadFile },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageUrl)
  return window
}
