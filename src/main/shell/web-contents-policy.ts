import type { App, Session, WebContents } from 'electron'
import type { Log } from '../../shared/engine-protocol.ts'

/** What the policy needs. */
interface PolicyPorts {
  readonly app: App
  readonly session: Session
  /** The only origin that pages may come from: `app://once`, or the dev server in development. */
  readonly pageOrigin: string
  readonly log: Log
}

/**
 * Forbids what no page of the desk may do: use the network, get a permission, navigate away, open a window, download,
 * or embed a webview. Nothing asks the person. Permissions, requests, windows and navigations go to the log.
 */
export function applyWebContentsPolicy({ app, session, pageOrigin, log }: PolicyPorts): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log({ level: 'warn', scope: 'policy', message: 'permission refused', fields: { kind: permission } })
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isFrom(details.url, pageOrigin) || details.url.startsWith('devtools:')
    if (!allowed) log({ level: 'warn', scope: 'policy', message: 'request refused' })
    answer({ cancel: !allowed })
  })
  session.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => keepOnPage(contents, pageOrigin, log))
}

function keepOnPage(contents: WebContents, pageOrigin: string, log: Log): void {
  contents.setWindowOpenHandler(() => {
    log({ level: 'warn', scope: 'policy', message: 'new window refused' })
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (isFrom(event.url, pageOrigin)) return
    log({ level: 'warn', scope: 'policy', message: 'navigation refused' })
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** True when the address belongs to the origin. The dev server also uses a web socket (`ws:`) on its own host. */
function isFrom(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  const found = `${protocol}//${host}`
  return found === origin || (origin.startsWith('http:') && found === origin.replace(/^http/, 'ws'))
}
