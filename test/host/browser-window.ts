import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron'
import { lacking } from './lacking.ts'
import { HostWindow, type WindowHost } from './window.ts'

/**
 * Electron's `BrowserWindow` class for one host. The host calls `created` with each new window before the app gets it.
 */
export function browserWindow(host: WindowHost, created: (window: HostWindow, self: BrowserWindow) => void) {
  const selves = new WeakMap<HostWindow, BrowserWindow>()
  const windows = () => [...host.windows]
  const selfOf = (window: HostWindow | undefined) => (window && selves.get(window)) ?? null
  const statics = lacking<typeof BrowserWindow>('BrowserWindow', {
    getAllWindows: () => windows().flatMap((window) => selfOf(window) ?? []),
    getFocusedWindow: () => selfOf(windows().find((window) => window.isFocused())),
    fromWebContents: (contents: WebContents) => selfOf(windows().find((window) => window.contents.self === contents)),
  })
  return new Proxy(HostWindow as object as typeof BrowserWindow, {
    construct(_class, [options]: [BrowserWindowConstructorOptions?]) {
      const window = new HostWindow(host, options)
      const self = lacking<BrowserWindow>('BrowserWindow', window as object)
      selves.set(window, self)
      created(window, self)
      return self
    },
    get: (target, key) => (key === 'prototype' ? target.prototype : Reflect.get(statics, key)),
  })
}
