import process from 'node:process'
import { findElectron, hasDisplay } from './installed.js'

/** The two ways to run the same build: real Electron, or the host that stands in for it. */
export type Way = 'electron' | 'host'

/** What the choice of a way depends on. */
interface Machine {
  /** What ONCE_RUN_IN says. */
  readonly demanded: string | undefined
  readonly hasElectron: boolean
  readonly hasDisplay: boolean
}

/**
 * Chooses Electron where its program is installed and has a screen to open on, else the host. ONCE_RUN_IN demands one of
 * them: a run that must prove Electron fails where it would silently take the host. Throws when the demand cannot be met.
 */
export function chooseWay({ demanded, hasElectron, hasDisplay }: Machine): Way {
  const possible = hasElectron && hasDisplay ? 'electron' : 'host'
  if (!demanded) return possible
  if (demanded === 'host') return 'host'
  if (demanded !== 'electron') throw new Error(`ONCE_RUN_IN takes electron or host, not ${demanded}.`)
  if (possible === 'electron') return 'electron'
  const missing = hasElectron ? 'there is no display' : "Electron's program is not installed"
  throw new Error(`ONCE_RUN_IN demands Electron, but ${missing}.`)
}

/** The way that this machine and ONCE_RUN_IN lead to. Throws as `chooseWay` does. */
export function wayToRun(): Way {
  return chooseWay({
    demanded: process.env.ONCE_RUN_IN,
    hasElectron: findElectron() !== undefined,
    hasDisplay: hasDisplay(),
  })
}
