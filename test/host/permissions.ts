import type { WebContents } from 'electron'
import type { BrowserContext } from 'playwright-core'
import type { HostSession } from './session.ts'

/** Electron's name of a permission → the names of Chromium's protocol for it. */
const known: Record<string, string[]> = {
  media: ['camera', 'microphone'],
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'idle-detection': ['idle-detection'],
  'storage-access': ['storage-access'],
  'window-management': ['window-management'],
}

/**
 * Asks the app's permission handlers once for each permission and sets Chromium to their answers. The answers hold only
 * while the protocol's session is open, so the session stays open.
 */
export async function applyPermissions(
  context: BrowserContext,
  session: HostSession,
  contents: WebContents,
): Promise<void> {
  const devtools = await context.browser()?.newBrowserCDPSession()
  for (const [permission, names] of Object.entries(known)) {
    const setting = (await session.allows(contents, permission, contents.getURL())) ? 'granted' : 'denied'
    for (const name of names) await devtools?.send('Browser.setPermission', { permission: { name }, setting })
  }
}
