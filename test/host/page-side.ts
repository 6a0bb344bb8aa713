import type { ContextBridge, IpcRenderer } from 'electron'

/** One message from the page to the host, sent as a JSON string. */
export type PageMessage =
  | { kind: 'invoke' | 'send'; channel: string; args: unknown[] }
  | { kind: 'preload-error'; message: string; stack: string }

/** The host's answer to one `invoke`, sent as a JSON string. */
export type PageReply = { value?: unknown } | { error: string }

/** The preload's code as a function of its modules and globals. */
export type PreloadScope = (require: (name: string) => unknown, module: { exports: unknown }, process: object) => void

/**
 * Runs in the page before the page's own scripts: Electron's side of the preload. The host sends the text of this
 * function to Chromium, so the function uses nothing from outside itself. `binding` and `delivery` name the two globals
 * that carry one JSON string in each direction. The function deletes the first before the page can see it, and makes
 * the second one not enumerable.
 */
export function pageSide(binding: string, delivery: string, process: object, preload: PreloadScope): void {
  const page = globalThis as unknown as Record<string, unknown>
  const call = page[binding] as (json: string) => Promise<string>
  delete page[binding]
  if (window.top !== window) return

  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>()
  const listenersOf = (channel: string) => {
    const found = listeners.get(channel) ?? new Set()
    listeners.set(channel, found)
    return found
  }
  const notJson = (_key: string, value: unknown) => {
    const kind = value === null || typeof value !== 'object' ? typeof value : value.constructor?.name
    if (kind === 'function' || kind === 'symbol') throw new Error('An object could not be cloned.')
    if (kind === 'Map' || kind === 'Set' || kind === 'ArrayBuffer' || ArrayBuffer.isView(value))
      throw new Error(`the host carries JSON over IPC, not a ${kind}`)
    return value
  }
  const send = (message: PageMessage) => call(JSON.stringify(message, notJson))

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const reply = JSON.parse(await send({ kind: 'invoke', channel, args })) as PageReply
      if ('error' in reply) throw new Error(`Error invoking remote method '${channel}': ${reply.error}`)
      return reply.value
    },
    send(channel: string, ...args: unknown[]) {
      void send({ kind: 'send', channel, args })
    },
    on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listenersOf(channel).add(listener)
      return ipcRenderer
    },
    off(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listenersOf(channel).delete(listener)
      return ipcRenderer
    },
    removeListener(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      return ipcRenderer.off(channel, listener)
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel)
      return ipcRenderer
    },
  } satisfies Partial<Record<keyof IpcRenderer, unknown>>

  // Electron's bridge passes copies: it wraps functions, keeps only the message of an Error, and loses prototypes.
  const bridged = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => bridged(value(...args.map(bridged)))
    if (value === null || typeof value !== 'object') return value
    if (value instanceof Error) return new Error(value.message)
    if (value instanceof Promise)
      return value.then(bridged, (problem: unknown) => {
        throw bridged(problem)
      })
    if (Array.isArray(value)) return value.map(bridged)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bridged(inner)]))
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (Object.hasOwn(page, key))
        throw new Error(`Cannot bind an API on top of an existing property on the window object`)
      Object.defineProperty(page, key, { value: Object.freeze(bridged(api)), enumerable: true })
    },
  } satisfies Partial<ContextBridge>

  const named = (name: string, part: object) =>
    new Proxy(part, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target || key === 'then' || key === '__esModule')
          return Reflect.get(target, key, receiver)
        throw new TypeError(`the host has no ${name}.${key}`)
      },
    })
  const electron = named('electron', {
    ipcRenderer: named('ipcRenderer', ipcRenderer),
    contextBridge: named('contextBridge', contextBridge),
  })
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }

  Object.defineProperty(page, delivery, {
    value: (json: string) => {
      const { channel, args } = JSON.parse(json) as { channel: string; args: unknown[] }
      for (const listener of [...listenersOf(channel)]) listener({ sender: ipcRenderer, ports: [] }, ...args)
    },
  })
  try {
    preload(require, { exports: {} }, process)
  } catch (problem) {
    const { message, stack } = problem instanceof Error ? problem : new Error(String(problem))
    void send({ kind: 'preload-error', message, stack: stack ?? '' })
  }
}
