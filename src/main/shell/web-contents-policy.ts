import type { App, Session, WebContents } from 'electron'
import type { Log } from '../../shared/engine-protocol.ts'

/** Electron's own protocols and the one origin that pages may come from. */
interface Policy {
  readonly app: App
  readonly session: Session
  /** `app://once`, or the dev server in development. */
  readonly pageOrigin: string
  readonly log: Log
}

/**
 * What no page of the desk may ever do: use the network, ask for permissions, navigate away, open windows, download or
 * embed a webview. Everything is refused and logged; nothing is asked of the person.
 */
export function refuseEverythingElse({ app, session, pageOrigin, log }: Policy): void {
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

/** True when the address belongs to the origin; a development server also speaks over its web socket. */
function isFrom(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  const found = `${protocol}//${host}`
  return found === origin || (origin.startsWith('http:') && found === origin.replace(/^http/, 'ws'))
}
