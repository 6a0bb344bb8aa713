import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import vm from 'node:vm'
import { pageSide } from './page-side.ts'

/** The global that carries the page's messages to the host. The preload's side deletes it at once. */
export const binding = '__host'
/** The global that carries the host's messages to the page. */
export const delivery = `__host${randomBytes(8).toString('hex')}`

/** What a sandboxed preload finds in `process`. */
const scope = {
  platform: process.platform,
  arch: process.arch,
  versions: process.versions,
  type: 'renderer',
  sandboxed: true,
  contextIsolated: true,
  env: {},
}

/**
 * Returns the script that runs in the page before the page's own scripts: Electron's side of the preload, with the
 * built preload inside. The script embeds the preload as text and never evaluates it, so that the page's content
 * security policy holds. Calls `failed` when the preload cannot be read or parsed.
 */
export function preloadScript(path: string | undefined, failed: (problem: unknown) => void): string {
  const globals = [binding, delivery, scope].map((value) => JSON.stringify(value)).join(', ')
  return `(${pageSide})(${globals}, (require, module, process) => {
const exports = module.exports
${path ? readPreload(path, failed) : ''}
})`
}

function readPreload(path: string, failed: (problem: unknown) => void): string {
  try {
    const source = readFileSync(path, 'utf8')
    new vm.Script(`(() => {${source}\n})`)
    return source
  } catch (problem) {
    failed(problem)
    return ''
  }
}
