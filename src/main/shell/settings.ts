import { isAbsolute } from 'node:path'

/** The settings of a start, from environment variables. */
export interface Settings {
  /** The address of the central service (`ONCE_CENTRAL_URL`). The desk connects to its origin and to no other. */
  readonly centralUrl: URL
  /** The folder for the desk's files (`ONCE_USER_DATA`); null for Electron's usual folder. */
  readonly userDataFolder: string | null
  /** The dev server of the screen (`ELECTRON_RENDERER_URL`); null in a packaged desk. */
  readonly devServerUrl: URL | null
}

/** The address of the reference central service as `npm run central` starts it. */
const DEFAULT_CENTRAL_URL = 'http://127.0.0.1:4600'

/**
 * Reads the settings from the environment. Throws an error whose message is one sentence for the terminal when a value
 * is wrong, because a desk with a wrong address must not open. http is for this machine only.
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
