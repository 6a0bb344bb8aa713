import { EventEmitter } from 'node:events'
import type {
  CustomScheme,
  DownloadItem,
  OnBeforeRequestListenerDetails,
  Protocol,
  Session,
  WebContents,
  WebRequest,
} from 'electron'
import type { Request as PageRequest, Route } from 'playwright-core'
import { toApp } from './address.ts'
import { lacking } from './lacking.ts'
import { preventable } from './preventable.ts'

type Handler = (request: Request) => Response | Promise<Response>
type BeforeRequest = (details: OnBeforeRequestListenerDetails, callback: (answer: { cancel?: boolean }) => void) => void
type Check = Parameters<Session['setPermissionCheckHandler']>[0]
type Ask = Parameters<Session['setPermissionRequestHandler']>[0]

/** Electron's default session: it serves the app's own scheme and checks every request of a page. */
export class HostSession extends EventEmitter {
  readonly protocol: Protocol
  readonly webRequest: WebRequest
  readonly #handlers = new Map<string, Handler>()
  #beforeRequest: BeforeRequest | null = null
  #check: Check = null
  #ask: Ask = null
  #requests = 0
  readonly #devServer: URL | null

  constructor(isReady: () => boolean, devServer: URL | null) {
    super()
    this.#devServer = devServer
    this.protocol = lacking<Protocol>('protocol', {
      registerSchemesAsPrivileged: (_schemes: CustomScheme[]) => {
        if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      },
      handle: (scheme: string, handler: Handler) => {
        if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
        this.#handlers.set(scheme, handler)
      },
      unhandle: (scheme: string) => {
        this.#handlers.delete(scheme)
      },
      isProtocolHandled: (scheme: string) => this.#handlers.has(scheme),
    })
    this.webRequest = lacking<WebRequest>('webRequest', {
      onBeforeRequest: (first: unknown, second?: unknown) => {
        this.#beforeRequest = (typeof first === 'function' || first === null ? first : second) as BeforeRequest | null
      },
    })
  }

  setPermissionCheckHandler(check: Check): void {
    this.#check = check
  }

  setPermissionRequestHandler(ask: Ask): void {
    this.#ask = ask
  }

  /** Returns the app's answer for a permission. Without handlers Electron allows every permission. */
  async allows(contents: WebContents, permission: string, origin: string): Promise<boolean> {
    const name = permission as Parameters<NonNullable<Ask>>[1]
    if (this.#check && !this.#check(contents, name as never, origin, {} as never)) return false
    const ask = this.#ask
    if (!ask) return true
    return new Promise((resolve) => ask(contents, name, resolve, { requestingUrl: origin, isMainFrame: true }))
  }

  /** Asks the app about a file that a page wants to save. Returns false when the app forbids it. */
  mayDownload(item: DownloadItem, contents: WebContents): boolean {
    const event = preventable()
    this.emit('will-download', event, item, contents)
    return !event.defaultPrevented
  }

  /**
   * Answers one request of a page. The handler of the app's scheme answers with all its headers; any other request
   * fails. The host calls the app's `onBeforeRequest` first, as Electron does, but the app can only refuse: the host
   * has no network, except for the server of the screen in development.
   */
  async answer(route: Route, request: PageRequest, contents: WebContents): Promise<void> {
    const url = toApp(request.url())
    if (await this.#refused(url, request, contents)) return route.abort('blockedbyclient')
    if (this.#devServer && new URL(url).origin === this.#devServer.origin) return route.continue()
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1))
    if (!handler) return route.abort(request.isNavigationRequest() ? 'aborted' : 'internetdisconnected')
    try {
      const body = request.postDataBuffer()
      const appRequest = new Request(url, {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(body ? { body: new Uint8Array(body) } : {}),
      })
      const answer = await handler(appRequest)
      const headers = Object.fromEntries(answer.headers)
      await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) })
    } catch (problem) {
      console.error(`the handler of ${url} failed:`, problem)
      await route.abort('failed').catch(() => undefined)
    }
  }

  #refused(url: string, request: PageRequest, contents: WebContents): Promise<boolean> | boolean {
    const beforeRequest = this.#beforeRequest
    if (!beforeRequest) return false
    this.#requests += 1
    const details = {
      id: this.#requests,
      url,
      method: request.method(),
      resourceType: request.isNavigationRequest() ? 'mainFrame' : request.resourceType(),
      webContents: contents,
      webContentsId: contents.id,
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
    } as OnBeforeRequestListenerDetails
    return new Promise((resolve) => beforeRequest(details, ({ cancel }) => resolve(cancel === true)))
  }
}
