// Which programs this machine has to show the desk: Electron or Chromium. The file is plain JavaScript that imports
// only Node's own modules, because test/tools/setup.js runs it before anything is installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const electronFolder = fileURLToPath(new URL('../../node_modules/electron', import.meta.url))
const electronRefusal = join(electronFolder, '.download-failed')
const DOWNLOAD_WITHIN_MS = 180_000
const DOWNLOAD_AGAIN_AFTER_MS = 24 * 3_600_000

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable']
const chromiumElsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Returns true when a window can open on a screen. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Returns the path of the system's Chromium or of a browser built on it, or undefined. `CHROMIUM` overrides the search.
 * @returns {string | undefined}
 */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin')
  const places = folders.flatMap((folder) => chromiumNames.map((name) => join(folder, name)))
  return [process.env.CHROMIUM ?? '', ...places, ...chromiumElsewhere].filter(Boolean).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Returns the path of Electron's program where it is installed, or undefined. Never downloads.
 * @returns {string | undefined}
 */
export function findElectron() {
  try {
    const path = join(electronFolder, 'dist', readFileSync(join(electronFolder, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * Has Electron's own installer fetch its program; true when it is there now. A failure is silent and remembered for a
 * day, unless Electron is demanded: then every call tries again and shows what the installer says.
 * @param {boolean} demanded
 */
export function downloadElectron(demanded) {
  const failedAt = statSync(electronRefusal, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (!demanded && Date.now() - failedAt < DOWNLOAD_AGAIN_AFTER_MS) return false
  const installer = join(electronFolder, 'install.js')
  const node = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))
  const { status } = spawnSync(existsSync(node) ? node : process.execPath, [installer], {
    stdio: demanded ? 'inherit' : 'ignore',
    timeout: DOWNLOAD_WITHIN_MS,
  })
  if (status === 0 && findElectron()) return true
  writeFileSync(electronRefusal, '')
  return false
}
