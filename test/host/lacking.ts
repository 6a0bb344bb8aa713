/** Keys that the runtime itself asks any object for (await, JSON, classes): they are not Electron's. */
const askedByRuntime = new Set(['then', 'toJSON', 'domain', 'constructor', 'prototype'])

/**
 * A part of Electron under Electron's full type: what the part has is used as it is, what it lacks throws by its name
 * (`the host has no electron.Tray`), so that a gap shows at the first use and never as a silent `undefined`.
 */
export function lacking<T extends object>(name: string, part: Partial<T> & object): T {
  const self: object = new Proxy(part, {
    get(target, key) {
      if (!has(target, key, name)) return undefined
      const value = Reflect.get(target, key, target)
      if (typeof value !== 'function' || Object.hasOwn(target, key)) return value
      // Methods run on the part itself (a proxy has no #fields); what returns the part for chaining returns this again.
      return (...args: unknown[]) => {
        const result = Reflect.apply(value, target, args)
        return result === target ? self : result
      }
    },
    set(target, key, value) {
      return has(target, key, name) && Reflect.set(target, key, value, target)
    },
  })
  return self as T
}

function has(target: object, key: string | symbol, name: string): boolean {
  if (key in target) return true
  if (typeof key === 'symbol' || askedByRuntime.has(key)) return false
  throw new TypeError(`the host has no ${name}.${key}`)
}
