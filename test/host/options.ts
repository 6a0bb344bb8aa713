import { resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { hasDisplay } from './installed.js'

/** How the host shows the app. Sizes are in CSS pixels. */
export interface HostOptions {
  /** The app's folder. Its package.json names the built main file. */
  appDir: string
  /** The arguments that the app finds in `process.argv` after its folder. */
  appArgs: string[]
  headless: boolean
  /** Replaces the size that the app asks for. */
  viewport: { width: number; height: number } | null
  /** The colour scheme that `system` means to the app's theme. Null leaves the choice to the system. */
  colorScheme: 'light' | 'dark' | null
  reducedMotion: 'reduce' | 'no-preference' | null
  /** The server of electron-vite that serves the screen in development. It is the only server that a page may reach. */
  devServer: URL | null
  /** The port on this machine where a debugger may attach to main; null for none. */
  inspectPort: number | null
}

/** `run.ts [--headless] [--viewport 1280x800] [--color-scheme dark] [--reduced-motion reduce] [--inspect=9229] [appDir] [-- app's own]`. */
export function readOptions(args: string[]): HostOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      headless: { type: 'boolean', default: false },
      viewport: { type: 'string' },
      'color-scheme': { type: 'string' },
      'reduced-motion': { type: 'string' },
      // Electron has the same option, and electron-vite hands it on.
      inspect: { type: 'string' },
    },
  })
  const size = /^(\d+)x(\d+)$/.exec(values.viewport ?? '')
  const scheme = values['color-scheme']
  const motion = values['reduced-motion']
  const headless = values.headless || !hasDisplay()
  return {
    appDir: resolve(positionals[0] ?? '.'),
    appArgs: positionals.slice(1),
    headless,
    viewport: size ? { width: Number(size[1]), height: Number(size[2]) } : null,
    colorScheme: scheme === 'dark' || scheme === 'light' ? scheme : headless ? 'light' : null,
    devServer: process.env.ELECTRON_RENDERER_URL ? new URL(process.env.ELECTRON_RENDERER_URL) : null,
    inspectPort: values.inspect ? Number(values.inspect) : null,
    reducedMotion: motion === 'reduce' || motion === 'no-preference' ? motion : null,
  }
}
