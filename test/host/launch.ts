import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import type { Page } from 'playwright-core'
import type { DialogAnswer, ShownDialog } from './control.ts'
import type { LaunchOptions, LaunchPlan, RunningDesk } from './launch-options.ts'
import { startInElectron } from './start-in-electron.ts'
import { startInHost } from './start-in-host.ts'
import { wayToRun } from './way.ts'

export { wayToRun } from './way.ts'

const QUIT_WITHIN_MS = 60_000
const root = resolve(import.meta.dirname, '../..')

/** A desk that specs, the tour and `npm start` start, use and end. */
export class Desk {
  readonly userData: string
  readonly #plan: LaunchPlan
  readonly #folder: string | undefined
  #running: RunningDesk | undefined

  constructor(options: LaunchOptions) {
    this.#folder = options.userData ? undefined : mkdtempSync(join(tmpdir(), 'once-desk-'))
    this.userData = options.userData ?? join(this.#folder ?? '', 'userData')
    const env = { ...process.env, ...(this.#folder ? ownHome(this.#folder) : {}), ...options.env }
    if (options.centralUrl) env.ONCE_CENTRAL_URL = options.centralUrl
    env.ONCE_USER_DATA = this.userData
    this.#plan = { ...options, appDir: options.appDir ?? root, userData: this.userData, env }
  }

  /** The page of the desk's window. Read it again after `restart()` or a crash. */
  get page(): Page {
    return this.#alive.page()
  }

  /** The process id of main. */
  get pid(): number {
    return this.#alive.pid
  }

  /** The engine's process id; throws where no engine lives. */
  async enginePid(): Promise<number> {
    const pid = await this.#alive.childPid('engine')
    if (pid === undefined) throw new Error('the desk has no engine')
    return pid
  }

  /** Resolves with the exit code when main ends. */
  get ended(): Promise<number | null> {
    return this.#alive.ended
  }

  /** The system dialogs shown since the start, with their answers. */
  dialogs(): Promise<ShownDialog[]> {
    return this.#alive.dialogs()
  }

  /** Queues the answer to the next dialog. A dialog without a queued answer gets its default. */
  answerDialog(answer: DialogAnswer): Promise<void> {
    return this.#alive.answerDialog(answer)
  }

  /** What main and the engine have printed. */
  output(): string {
    return this.#alive.output()
  }

  /** A picture of the window as it is now, or undefined when no window is left. */
  async screenshot(): Promise<Buffer | undefined> {
    try {
      return await this.page.screenshot({ timeout: 5_000 })
    } catch {
      return undefined
    }
  }

  /** The text of all the app's log files. */
  logText(): string {
    const folder = join(this.userData, 'logs')
    try {
      return readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('')
    } catch {
      return ''
    }
  }

  async start(): Promise<void> {
    const start = (this.#plan.way ?? wayToRun()) === 'electron' ? startInElectron : startInHost
    this.#running = await start(this.#plan)
  }

  /** Asks the app to quit, as a person would, and does not wait. A dialog gets its queued answer or its default. */
  async quit(): Promise<void> {
    await this.#alive.quit()
  }

  /** Quits the desk if it still runs, and starts it again on the same userData. */
  async restart(): Promise<void> {
    await this.#stop()
    await this.start()
  }

  /** Ends main with SIGKILL, like a power cut. `restart()` starts the desk again. */
  async kill(): Promise<void> {
    const { pid, ended } = this.#alive
    process.kill(pid, 'SIGKILL')
    await ended
  }

  /** Quits the desk for good, and removes the folder if the desk created it. */
  async close(): Promise<void> {
    await this.#stop()
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }

  /** Quits. If the app asks whether to quit with a queue, the answer is the first button, yes. */
  async #stop(): Promise<void> {
    const running = this.#running
    if (!running) return
    const late = setTimeout(() => process.kill(running.pid, 'SIGKILL'), QUIT_WITHIN_MS)
    await running.answerDialog({ response: 0 })
    await running.quit()
    await running.ended
    clearTimeout(late)
    this.#running = undefined
  }

  get #alive(): RunningDesk {
    if (!this.#running) throw new Error('the desk is not running')
    return this.#running
  }
}

/** Starts the desk and waits for its window. Closes the desk again if the start fails. */
export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const desk = new Desk(options)
  try {
    await desk.start()
    return desk
  } catch (problem) {
    await desk.close()
    throw problem
  }
}

/** Creates a home and a temporary folder inside the desk's own folder, so that they are removed with it. */
function ownHome(folder: string): NodeJS.ProcessEnv {
  const home = join(folder, 'home')
  const temporary = join(folder, 'tmp')
  mkdirSync(join(home, 'Downloads'), { recursive: true })
  mkdirSync(temporary)
  return { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: join(home, '.config'), TMPDIR: temporary }
}
