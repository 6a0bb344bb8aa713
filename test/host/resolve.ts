import { registerHooks } from 'node:module'
import type Electron from 'electron'
import { lacking } from './lacking.ts'

const address = 'host:electron'
const slot = Symbol.for('host.electron')

/** From this call on, every import or require of `electron` gets the host's object. */
export function standInForElectron(electron: Partial<typeof Electron>): void {
  Object.defineProperty(globalThis, slot, { value: lacking<typeof Electron>('electron', electron) })
  const names = Object.keys(electron)
  const source = `const electron = globalThis[Symbol.for('host.electron')]
export default electron
export { electron as 'module.exports' }
export const { ${names.join(', ')} } = electron`
  registerHooks({
    resolve(specifier, context, next) {
      if (!/^electron(\/main|\/common)?$/.test(specifier)) return next(specifier, context)
      return { url: address, format: 'module', shortCircuit: true }
    },
    load(url, context, next) {
      return url === address ? { source, format: 'module', shortCircuit: true } : next(url, context)
    },
  })
}
