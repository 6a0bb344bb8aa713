import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import type { App } from 'electron'
import { InstanceLock } from './instance-lock.ts'
import { lacking } from './lacking.ts'
import { emitAllowed, preventable } from './preventable.ts'

/** What the app object calls on the windows and on the rest of the host when the app ends. */
export interface AppLife {
  /** How long a second instance waits for the first one to end, in milliseconds. */
  lockWithinMs: number
  /** Closes every window. Each window may refuse. Returns true when no window is left. */
  closeWindows(): boolean
  /** Ends Chromium and the child processes. Resolves when they have ended. */
  stop(): Promise<void>
}

type PathName = Parameters<App['getPath']>[0]

/** Electron's `app`: it starts, ends, knows the paths and holds the lock of the single instance. */
export class HostApp extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = lacking<App['commandLine']>('app.commandLine', { appendSwitch: () => undefined })
  readonly #appDir: string
  readonly #life: AppLife
  readonly #manifest: { name?: string; productName?: string; version?: string; main?: string }
  readonly #paths = new Map<string, string>()
  readonly #lock: InstanceLock
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #starting = false
  #quitting = false

  constructor(appDir: string, life: AppLife) {
    super()
    this.#appDir = appDir
    this.#life = life
    this.#lock = new InstanceLock(life.lockWithinMs)
    this.#manifest = JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8'))
  }

  /** The path of the built main file. */
  get main(): string {
    return resolve(this.#appDir, this.#manifest.main ?? 'index.js')
  }

  /** True from `quit()` until a listener stops the quit. While it is true, the app emits no `window-all-closed`. */
  get quitting(): boolean {
    return this.#quitting
  }

  /**
   * Makes the app ready in the next turn. The app calls it through `whenReady`; the host calls it after the main file
   * has run.
   */
  start(): void {
    if (this.#starting) return
    this.#starting = true
    setImmediate(() => {
      this.#isReady = true
      this.emit('ready', {}, {})
      this.#ready.resolve()
    })
  }

  whenReady(): Promise<void> {
    this.start()
    return this.#ready.promise
  }

  isReady = (): boolean => this.#isReady
  getVersion = (): string => this.#manifest.version ?? '0.0.0'
  getName = (): string => this.#manifest.productName ?? this.#manifest.name ?? 'electron'
  getAppPath = (): string => this.#appDir
  getLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  getPath(name: PathName): string {
    const set = this.#paths.get(name)
    if (set) return set
    const found = this.#defaultPath(name)
    if (found) return found
    throw new Error(`the host has no app.getPath('${name}')`)
  }

  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true })
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    const note = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
    return this.#lock.take(join(this.getPath('userData'), 'host'), note, (second) =>
      this.emit('second-instance', {}, second.argv, second.workingDirectory, second.additionalData),
    )
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release()
  }

  quit(): void {
    if (this.#quitting || !emitAllowed(this, 'before-quit')) return
    this.#quitting = true
    if (!this.#life.closeWindows() || !emitAllowed(this, 'will-quit')) {
      this.#quitting = false
      return
    }
    this.#end(0)
  }

  exit(exitCode = 0): void {
    this.#end(exitCode)
  }

  /** The last window has closed. Without a listener the app quits, as in Electron. */
  allWindowsClosed(): void {
    if (this.#quitting) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  #end(exitCode: number): void {
    this.#quitting = true
    this.emit('quit', preventable(), exitCode)
    const leave = () => process.exit(exitCode)
    this.#life.stop().then(leave, leave)
  }

  #defaultPath(name: PathName): string | undefined {
    const home = homedir()
    switch (name) {
      case 'home':
        return home
      case 'temp':
        return tmpdir()
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? join(home, '.config')
      case 'userData':
      case 'sessionData':
        return join(this.getPath('appData'), this.getName())
      case 'logs':
        return join(this.getPath('userData'), 'logs')
      case 'downloads':
        return join(home, 'Downloads')
      default:
        return undefined
    }
  }
}
