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

/** Electron's default session: the app's own scheme, and the border that every request of a page must pass. */
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

  /** What the app says to a permission; without handlers Electron allows everything. */
  async allows(contents: WebContents, permission: string, origin: string): Promise<boolean> {
    const name = permission as Parameters<NonNullable<Ask>>[1]
    if (this.#check && !this.#check(contents, name as never, origin, {} as never)) return false
    const ask = this.#ask
    if (!ask) return true
    return new Promise((resolve) => ask(contents, name, resolve, { requestingUrl: origin, isMainFrame: true }))
  }

  /** Asks about a file that a page wants to save; false when the app forbids it. */
  mayDownload(item: DownloadItem, contents: WebContents): boolean {
    const event = preventable()
    this.emit('will-download', event, item, contents)
    return !event.defaultPrevented
  }

  /**
   * Answers one request of a page: the app's scheme from its handler with all its headers, anything else not at all.
   * The app's `onBeforeRequest` is asked first, as in Electron, but it can only refuse: the host has no network, but for
   * the server of the screen in development.
   */
  async answer(route: Route, request: PageRequest, contents: WebContents): Promise<void> {
    const url = toApp(request.url())
    if (await this.#refused(url, request, contents)) return route.abort('blockedbyclient')
    if (this.#devServer && new URL(url).origin === this.#devServer.origin) return route.continue()
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1))
    if (!handler) return route.abort(request.isNavigationRequest() ? 'aborted' : 'internetdisconnected')
    try {
      const body = request.postDataBuffer()
      const asked = new Request(url, {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(body ? { body: new Uint8Array(body) } : {}),
      })
      const answer = await handler(asked)
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
