import { EventEmitter } from 'node:events'
import type { App, BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { applyWebContentsPolicy } from '../../../src/main/shell/web-contents-policy.ts'
import { openWindow } from '../../../src/main/shell/window.ts'
import type { LogRecord } from '../../../src/shared/engine-protocol.ts'

test('every window is sandboxed, isolated and without Node', () => {
  let given: BrowserWindowConstructorOptions = {}
  const window = Object.assign(new EventEmitter(), { loadURL: async () => undefined, show: () => undefined })
  openWindow(
    (options) => {
      given = options
      return window as unknown as BrowserWindow
    },
    '/preload.cjs',
    'app://once/index.html',
  )
  expect(given.webPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
    preload: '/preload.cjs',
  })
  expect(given.show).toBe(false)
})

describe('a page may not', () => {
  type Decide = (answer: unknown) => void
  const rules: Record<string, (...args: never[]) => unknown> = {}
  const app = new EventEmitter()
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (rule: () => unknown) => Object.assign(rules, { request: rule }),
    setPermissionCheckHandler: (rule: () => unknown) => Object.assign(rules, { check: rule }),
    webRequest: { onBeforeRequest: (rule: () => unknown) => Object.assign(rules, { network: rule }) },
  })
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (rule: () => unknown) => Object.assign(rules, { open: rule }),
  })
  let logged: LogRecord[]

  beforeEach(() => {
    logged = []
    app.removeAllListeners()
    contents.removeAllListeners()
    applyWebContentsPolicy({
      app: app as unknown as App,
      session: session as unknown as Session,
      pageOrigin: 'app://once',
      log: (record) => logged.push(record),
    })
    app.emit('web-contents-created', {}, contents)
  })

  /** Whether a preventable event is let through. */
  const passes = (emitter: EventEmitter, name: string, url = '') => {
    let prevented = false
    const preventDefault = () => {
      prevented = true
    }
    emitter.emit(name, { url, preventDefault })
    return !prevented
  }

  test('ask for a permission', () => {
    let granted: unknown
    ;(rules.request as (c: unknown, permission: string, answer: Decide) => void)({}, 'media', (answer) => {
      granted = answer
    })
    expect(granted).toBe(false)
    expect((rules.check as () => boolean)()).toBe(false)
    expect(logged).toHaveLength(1)
  })

  test.each([
    ['app://once/assets/index.js', false],
    ['https://example.org/', true],
    ['http://127.0.0.1:4600/v1/health', true],
    ['file:///etc/passwd', true],
    ['app://other/index.html', true],
    ['wss://example.org/', true],
    ['not an address', true],
  ])('use the network: %s is refused: %s', (url, refused) => {
    let answer: unknown
    ;(rules.network as (details: { url: string }, answer: Decide) => void)({ url }, (response) => {
      answer = response
    })
    expect(answer).toEqual({ cancel: refused })
  })

  test('open a window, navigate away, embed a webview or download', () => {
    expect((rules.open as () => unknown)()).toEqual({ action: 'deny' })
    expect(passes(contents, 'will-navigate', 'https://example.org/')).toBe(false)
    expect(passes(contents, 'will-navigate', 'app://once/index.html')).toBe(true)
    expect(passes(contents, 'will-attach-webview')).toBe(false)
    expect(passes(session, 'will-download')).toBe(false)
  })
})
