import type { Page } from 'playwright-core'
import type { DialogAnswer, ShownDialog } from './control.ts'
import type { Way } from './way.ts'

/** How to launch the desk; everything has a usual value. */
export interface LaunchOptions {
  /** Without it the one that `wayToRun` says. */
  way?: Way
  /** The app's userData folder; without it a fresh one, with a HOME of its own, that goes when the desk is closed. */
  userData?: string
  /** The central service's address, as ONCE_CENTRAL_URL. */
  centralUrl?: string
  headless?: boolean
  /** CSS pixels. */
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
  reducedMotion?: 'reduce' | 'no-preference'
  /** More environment for the app. */
  env?: NodeJS.ProcessEnv
  /** Addresses of modules that main imports before the app, to look at it from outside; in the host only. */
  imports?: readonly string[]
  /** Another app than this project's build, and what it gets as arguments. */
  appDir?: string
  appArgs?: string[]
}

/** The same, with everything decided. */
export interface LaunchPlan extends LaunchOptions {
  userData: string
  appDir: string
  env: NodeJS.ProcessEnv
}

/** One running process of the desk, in whichever way. */
export interface RunningDesk {
  /** Main's process id. */
  pid: number
  /** The process id of the child with that service name; undefined where none was started. */
  childPid(serviceName: string): Promise<number | undefined>
  /** The window's page; a new one after the renderer crashed. */
  page(): Page
  dialogs(): Promise<ShownDialog[]>
  answerDialog(answer: DialogAnswer): Promise<void>
  /** What main and engine printed. */
  output(): string
  /** Resolves with the exit code when main has ended. */
  ended: Promise<number | null>
  /** Asks the app to quit. */
  quit(): Promise<void>
}
