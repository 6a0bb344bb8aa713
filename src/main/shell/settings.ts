import { isAbsolute } from 'node:path'

/** What the environment says, read once at the start. */
export interface Settings {
  /** The central service's address; only its origin is ever asked. */
  readonly centralUrl: URL
  /** A folder of one's own instead of the system's usual place; null for the usual place. */
  readonly userDataFolder: string | null
  /** The dev server of the screen, in development only. */
  readonly devServerUrl: URL | null
}

/** Where the reference central service listens when nobody says otherwise (`npm run central`). */
const DEFAULT_CENTRAL_URL = 'http://127.0.0.1:4600'

/**
 * Reads the settings from the environment.
 * Throws with one clear sentence for the terminal when a value cannot be used: a desk on a wrong address must not open.
 */
export function readSettings(environment: NodeJS.ProcessEnv, isPackaged: boolean): Settings {
  const centralUrl = readAddress('ONCE_CENTRAL_URL', environment.ONCE_CENTRAL_URL || DEFAULT_CENTRAL_URL)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(centralUrl.hostname)
  if (centralUrl.protocol !== 'https:' && !(centralUrl.protocol === 'http:' && loopback)) {
    throw new Error('ONCE_CENTRAL_URL must begin with https:// (http:// is for this machine alone).')
  }
  const userDataFolder = environment.ONCE_USER_DATA || null
  if (userDataFolder !== null && !isAbsolute(userDataFolder)) {
    throw new Error('ONCE_USER_DATA must be an absolute folder.')
  }
  const devServer = isPackaged ? undefined : environment.ELECTRON_RENDERER_URL
  return {
    centralUrl,
    userDataFolder,
    devServerUrl: devServer ? readAddress('ELECTRON_RENDERER_URL', devServer) : null,
  }
}

function readAddress(name: string, text: string): URL {
  if (!URL.canParse(text))
    throw new Error(`${name} is not an address: expected something like https://central.example.`)
  return new URL(text)
}
