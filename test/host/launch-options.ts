import type { Page } from 'playwright-core'
import type { DialogAnswer, ShownDialog } from './control.ts'
import type { Way } from './way.ts'

/** How to launch the desk. Every option has a default. */
export interface LaunchOptions {
  /** Without it the one that `wayToRun` says. */
  way?: Way
  /** The app's userData folder; without it a fresh one, with a HOME of its own, that goes when the desk is closed. */
  userData?: string
  /** The central service's address, as ONCE_CENTRAL_URL. */
  centralUrl?: string
  headless?: boolean
  /** The window's size in CSS pixels. */
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
  reducedMotion?: 'reduce' | 'no-preference'
  /** Additional environment variables for the app. */
  env?: NodeJS.ProcessEnv
  /** Module addresses that main imports before the app, so that a test can observe main. Works in the host only. */
  imports?: readonly string[]
  /** The folder of another app than this project's build. `appArgs` are its arguments. */
  appDir?: string
  appArgs?: string[]
}

/** The launch options with all required values filled in. */
export interface LaunchPlan extends LaunchOptions {
  userData: string
  appDir: string
  env: NodeJS.ProcessEnv
}

/** One running desk process, in Electron or in the host. */
export interface RunningDesk {
  /** The process id of main. */
  pid: number
  /** The process id of the child with that service name; undefined where none was started. */
  childPid(serviceName: string): Promise<number | undefined>
  /** The window's page; a new one after the renderer crashed. */
  page(): Page
  dialogs(): Promise<ShownDialog[]>
  answerDialog(answer: DialogAnswer): Promise<void>
  /** What main and the engine have printed. */
  output(): string
  /** Resolves with the exit code when main has ended. */
  ended: Promise<number | null>
  /** Asks the app to quit. */
  quit(): Promise<void>
}
