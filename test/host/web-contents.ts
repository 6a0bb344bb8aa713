import { EventEmitter } from 'node:events'
import type { DownloadItem, HandlerDetails, WebContents, WebFrameMain, WindowOpenHandlerResponse } from 'electron'
import type { ConsoleMessage, Frame, Page } from 'playwright-core'
import { toApp, toWeb } from './address.ts'
import { Frames } from './frames.ts'
import type { HostIpcMain } from './ipc-main.ts'
import { lacking } from './lacking.ts'
import type { PageMessage } from './page-side.ts'
import { binding, delivery, preloadScript } from './preload-script.ts'
import { emitAllowed } from './preventable.ts'
import type { HostSession } from './session.ts'

/** What a page needs from the rest of the host. */
export interface PageHost {
  ipcMain: HostIpcMain
  session: HostSession
  /** Returns a page for this object, and a new one after a crash. */
  openPage(): Promise<Page>
  /** The host calls it when the renderer ended by itself. */
  gone(contents: WebContents, details: { reason: 'crashed'; exitCode: number }): void
  /** The host calls it when the person closed the window. */
  closedByPerson(): void
}

const levels: Record<string, string> = { log: 'info', info: 'info', warning: 'warning', error: 'error', debug: 'debug' }
let lastId = 0

/** Electron's `webContents` over one Chromium page at a time. */
export class HostWebContents extends EventEmitter {
  readonly id: number
  readonly session: WebContents['session']
  /** This object as the app sees it. */
  readonly self: WebContents
  readonly #host: PageHost
  readonly #preload: string | undefined
  readonly #frames = new Frames(() => ++lastId)
  #page: Promise<Page>
  #current: Page | undefined
  #crashed = false
  #destroyed = false
  #hostNavigates = false
  #zoom = 1
  #openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined

  constructor(host: PageHost, preload: string | undefined) {
    super()
    lastId += 1
    this.id = lastId
    this.#host = host
    this.#preload = preload
    this.session = lacking('session', host.session as object as WebContents['session'])
    this.self = lacking<WebContents>('webContents', this as object as WebContents)
    this.#page = this.#open()
  }

  /** The Chromium page shown now. Undefined until it has opened. */
  get page(): Page | undefined {
    return this.#current
  }

  get mainFrame(): WebFrameMain {
    const frame = this.#current?.mainFrame()
    if (!frame) throw new Error('the host has no webContents.mainFrame before the page is there')
    return this.#frames.of(frame)
  }

  isDestroyed = (): boolean => this.#destroyed
  isCrashed = (): boolean => this.#crashed
  getURL = (): string => toApp(this.#current?.url() ?? '').replace(/^about:blank$/, '')

  async loadURL(url: string): Promise<void> {
    this.#hostNavigates = true
    try {
      const page = await this.#alive()
      await page.goto(toWeb(url), { timeout: 0 })
    } catch (problem) {
      if (!this.#destroyed) throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: problem })
    } finally {
      this.#hostNavigates = false
    }
  }

  /** Loads the page again. After a crash it uses a new renderer. */
  reload(): void {
    const url = this.getURL()
    void this.loadURL(url).catch(() => undefined)
  }

  send(channel: string, ...args: unknown[]): void {
    const json = JSON.stringify({ channel, args })
    void this.#page
      .then((page) =>
        page.evaluate(
          ([name, text]) => (globalThis as unknown as Record<string, (json: string) => void>)[name]?.(text),
          [delivery, json] as const,
        ),
      )
      .catch(() => undefined)
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.#page).evaluate(code)
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor
    void this.#page.then((page) => zoomTo(page, factor)).catch(() => undefined)
  }

  getZoomFactor = (): number => this.#zoom

  /** Ends the renderer as a crash would. */
  forcefullyCrashRenderer(): void {
    void this.#page
      .then(async (page) => (await page.context().newCDPSession(page)).send('Page.crash'))
      .catch(() => undefined)
  }

  /** Asks the app about a navigation that the page itself began. Returns false when the app forbids it. */
  mayNavigate(url: string): boolean {
    if (this.#hostNavigates) return true
    return emitAllowed(this, 'will-navigate', { url: toApp(url), isMainFrame: true, isSameDocument: false })
  }

  /** Asks the app about a window that the page wants to open. */
  askToOpen(url: string): void {
    const details = { url: toApp(url), frameName: '', features: '', disposition: 'foreground-tab', referrer: {} }
    const { action } = this.#openHandler?.(details as HandlerDetails) ?? { action: 'allow' }
    if (action === 'allow') console.error(`the host has no windows that pages open: ${details.url}`)
  }

  /** Ends the page for good. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    void this.#page.then((page) => page.close()).catch(() => undefined)
    this.emit('destroyed')
  }

  /** Shows an address in a new page after the last page was closed. */
  async reopen(url: string): Promise<void> {
    this.#page = this.#open()
    await this.loadURL(url)
  }

  async #alive(): Promise<Page> {
    if (this.#crashed) {
      const last = this.#current
      this.#page = this.#open()
      await this.#page
      this.#crashed = false
      await last?.close().catch(() => undefined)
    }
    return this.#page
  }

  async #open(): Promise<Page> {
    const page = await this.#host.openPage()
    this.#current = page
    page.on('load', () => {
      if (this.#zoom !== 1) void zoomTo(page, this.#zoom).catch(() => undefined)
      this.emit('dom-ready', {})
      this.emit('did-finish-load', {})
    })
    page.on('console', (message) => this.emit('console-message', this.#consoleEvent(message)))
    page.on('download', (download) => {
      const item = { getURL: () => toApp(download.url()), getFilename: () => download.suggestedFilename() }
      if (this.#host.session.mayDownload(lacking<DownloadItem>('DownloadItem', item), this.self))
        console.error(`the host has no downloads: ${item.getFilename()}`)
      void download.cancel().catch(() => undefined)
    })
    page.on('crash', () => {
      this.#crashed = true
      const details = { reason: 'crashed' as const, exitCode: 5 }
      this.emit('render-process-gone', {}, details)
      this.#host.gone(this.self, details)
    })
    page.on('close', () => {
      if (!this.#destroyed && this.#current === page && !this.#crashed) this.#host.closedByPerson()
    })
    await page.exposeBinding(binding, ({ frame }, json: string) => this.#receive(JSON.parse(json), frame))
    const failed = (problem: unknown) => this.emit('preload-error', {}, this.#preload, problem)
    await page.addInitScript({ content: preloadScript(this.#preload, failed) })
    return page
  }

  async #receive(message: PageMessage, frame: Frame): Promise<string | undefined> {
    if (message.kind === 'preload-error') {
      const problem = Object.assign(new Error(message.message), { stack: message.stack })
      this.emit('preload-error', {}, this.#preload, problem)
      return
    }
    const from = { sender: this.self, senderFrame: this.#frames.of(frame) }
    if (message.kind === 'send') {
      this.#host.ipcMain.sent(message.channel, message.args, from)
      return
    }
    return JSON.stringify(await this.#host.ipcMain.invoked(message.channel, message.args, from))
  }

  #consoleEvent(message: ConsoleMessage) {
    const { url, lineNumber } = message.location()
    const level = levels[message.type()] ?? 'info'
    return { message: message.text(), level, lineNumber, sourceId: toApp(url), frame: null }
  }
}

function zoomTo(page: Page, factor: number): Promise<void> {
  return page.evaluate((zoom) => document.documentElement.style.setProperty('zoom', String(zoom)), factor)
}
