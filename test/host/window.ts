import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserWindowConstructorOptions, WebContents } from 'electron'
import type { Page } from 'playwright-core'
import type { FirstWindow } from './chromium.ts'
import { emitAllowed } from './preventable.ts'
import { HostWebContents, type PageHost } from './web-contents.ts'

const KEPT_AFTER_MS = 1_000

/** What a window needs from the rest of the host. */
export interface WindowHost extends Omit<PageHost, 'openPage' | 'closedByPerson'> {
  /** Every open window, in the order of opening. */
  windows: Set<HostWindow>
  /** Replaces the size that the app asks for. */
  viewport: { width: number; height: number } | null
  openPage(first: FirstWindow): Promise<Page>
  /** Sets the page's size and colour scheme. */
  dress(page: Page, first: FirstWindow): Promise<void>
  allWindowsClosed(): void
}

/** Electron's `BrowserWindow`: one page, its size, and the events of its life. */
export class HostWindow extends EventEmitter {
  readonly id: number
  readonly #host: WindowHost
  readonly #contents: HostWebContents
  readonly #look: FirstWindow
  #title: string
  #shown: boolean
  #minimized = false
  #destroyed = false
  #lastUrl = ''

  constructor(host: WindowHost, options: BrowserWindowConstructorOptions = {}) {
    super()
    const { width = 800, height = 600, title = 'Electron', backgroundColor = '#FFF', show = true } = options
    this.#host = host
    this.#title = title
    this.#shown = show
    this.#look = { width, height, ...host.viewport, title, backgroundColor }
    this.#contents = new HostWebContents(
      {
        ...host,
        openPage: () => this.#openPage(),
        closedByPerson: () => void this.#closedByPerson().catch(() => undefined),
      },
      options.webPreferences?.preload,
    )
    this.id = this.#contents.id
    this.#contents.once('did-finish-load', () => this.emit('ready-to-show', {}))
    host.windows.add(this)
  }

  /** The window's page as the host knows it. */
  get contents(): HostWebContents {
    return this.#contents
  }

  get webContents(): WebContents {
    this.#mustLive()
    return this.#contents.self
  }

  isDestroyed = (): boolean => this.#destroyed
  isVisible = (): boolean => this.#shown
  isMinimized = (): boolean => this.#minimized
  isFocused = (): boolean => this.#shown && [...this.#host.windows].at(-1) === this
  getTitle = (): string => this.#title

  async loadURL(url: string): Promise<void> {
    this.#mustLive()
    this.#lastUrl = url
    await this.#contents.loadURL(url)
  }

  show(): void {
    this.#mustLive()
    this.#shown = true
    this.emit('show', {})
    this.focus()
  }

  focus(): void {
    this.#mustLive()
    void this.#contents.page?.bringToFront().catch(() => undefined)
    this.emit('focus', {})
  }

  minimize(): void {
    this.#minimized = true
  }

  restore(): void {
    this.#minimized = false
  }

  setTitle(title: string): void {
    this.#mustLive()
    this.#title = title
  }

  /** Asks the app first. The app's `close` listener may keep the window open. */
  close(): void {
    if (this.#destroyed || !emitAllowed(this, 'close')) return
    this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#host.windows.delete(this)
    this.#contents.destroy()
    this.emit('closed', {})
    if (this.#host.windows.size === 0) this.#host.allWindowsClosed()
  }

  async #openPage(): Promise<Page> {
    const page = await this.#host.openPage(this.#look)
    await this.#host.dress(page, this.#look)
    return page
  }

  /**
   * The host cannot stop Chromium's own close button, so it opens the window again when the app keeps it. An app that
   * only finishes its work before it quits keeps the window for a moment; then no window is left to open again.
   */
  async #closedByPerson(): Promise<void> {
    if (emitAllowed(this, 'close')) return this.destroy()
    await sleep(KEPT_AFTER_MS)
    if (!this.#destroyed) await this.#contents.reopen(this.#lastUrl)
  }

  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
  }
}
