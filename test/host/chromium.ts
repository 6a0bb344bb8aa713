import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Control } from './control.ts'
import { findChromium } from './installed.js'
import type { HostOptions } from './options.ts'

/** How the first window must look from its first frame on. */
export interface FirstWindow {
  width: number
  height: number
  title: string
  backgroundColor: string
}

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'].concat(
  '--disable-component-update',
  '--disable-sync',
  // The pop-ups of the address bar would be loaded ahead in a renderer of their own, at each start.
  '--disable-features=Translate,MediaRouter,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
)

/** The system's Chromium. It starts with the first window and again after it has ended. */
export class Chromium {
  readonly #options: HostOptions
  readonly #control: Control
  readonly #profile: () => string
  readonly #opened: (context: BrowserContext) => Promise<void>
  #context: Promise<BrowserContext> | undefined
  #firstPage: Page | undefined

  /**
   * `profile` returns the folder where Chromium keeps what pages store. `opened` sets the routes before any page loads.
   */
  constructor(
    options: HostOptions,
    control: Control,
    profile: () => string,
    opened: (context: BrowserContext) => Promise<void>,
  ) {
    this.#options = options
    this.#control = control
    this.#profile = profile
    this.#opened = opened
  }

  /** Returns a page for one window: the page that Chromium starts with, else a new one. */
  async page(first: FirstWindow): Promise<Page> {
    this.#context ??= this.#launch(first).catch((problem: Error) => {
      console.error(problem.message)
      throw problem
    })
    const context = await this.#context
    const page = this.#firstPage
    this.#firstPage = undefined
    return page ?? context.newPage()
  }

  async close(): Promise<void> {
    const context = await this.#context
    await context?.close().catch(() => undefined)
  }

  async #launch(first: FirstWindow): Promise<BrowserContext> {
    const args = [...quiet, ...fence(this.#options.devServer)]
    const executablePath = findChromium()
    if (!executablePath) throw new Error('No Chromium found: install Chromium or Chrome, or name it in CHROMIUM.')
    const { headless, colorScheme, reducedMotion } = this.#options
    const blank = `data:text/html,<title>${first.title}</title><body style="background:${encodeURIComponent(first.backgroundColor)}">`
    const profile = this.#profile()
    await waitForProfile(profile)
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless,
      args: headless
        ? args
        : [...args, `--app=${blank}`, `--window-size=${first.width},${first.height}`, '--test-type'],
      viewport: headless ? { width: first.width, height: first.height } : null,
      colorScheme,
      reducedMotion,
      serviceWorkers: 'block',
      chromiumSandbox: process.getuid?.() !== 0,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    context.once('close', () => {
      this.#context = undefined
    })
    this.#firstPage = context.pages()[0]
    await this.#opened(context)
    const bound = this.#control.watched ? await context.browser()?.bind('once') : undefined
    if (bound) this.#control.send({ kind: 'browser', endpoint: bound.endpoint })
    return context
  }
}

/** A second barrier behind the routes: no name resolves, and every connection, loopback too, goes to a closed port. */
function fence(devServer: URL | null): string[] {
  const open = devServer
    ? { names: `, EXCLUDE ${devServer.hostname}`, hosts: `;${devServer.host}` }
    : { names: '', hosts: '' }
  const names = `--host-resolver-rules=MAP * ~NOTFOUND${open.names}`
  return [names, '--proxy-server=127.0.0.1:9', `--proxy-bypass-list=<-loopback>${open.hosts}`]
}

/**
 * Waits up to 5 s until the last Chromium has left the profile: after a crash of the host it needs a moment to notice.
 */
async function waitForProfile(profile: string): Promise<void> {
  for (let waited = 0; waited < 5_000 && ownerLives(profile); waited += 25) await sleep(25)
}

function ownerLives(profile: string): boolean {
  try {
    const owner = readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)
    process.kill(Number(owner), 0)
    return true
  } catch {
    return false
  }
}
