import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const refusal = join(folder, '.once-download-failed')
const DOWNLOAD_WITHIN_MS = 60_000
const ASK_AGAIN_AFTER_MS = 24 * 3_600_000

/** Electron's program where it is installed, or undefined. Never downloads. */
export function findElectron(): string | undefined {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** Electron's program, downloaded by its own installer if need be; a failure is remembered for a day. */
export function findOrDownloadElectron(): string | undefined {
  const found = findElectron()
  if (found || failedLately()) return found
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_WITHIN_MS,
  })
  if (status === 0) return findElectron()
  writeFileSync(refusal, '')
  return undefined
}

function failedLately(): boolean {
  const failedAt = statSync(refusal, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - failedAt < ASK_AGAIN_AFTER_MS
}
