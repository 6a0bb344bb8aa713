/**
 * Keys that the JavaScript runtime itself reads from any object (await, JSON, classes). They do not belong to Electron.
 */
const runtimeKeys = new Set(['then', 'toJSON', 'domain', 'constructor', 'prototype'])

/**
 * A part of Electron under Electron's full type. Reading a key that the part lacks throws a TypeError that names the
 * key (`the host has no electron.Tray`), so that a gap shows at the first use and never as a silent `undefined`.
 */
export function lacking<T extends object>(name: string, part: Partial<T> & object): T {
  const self: object = new Proxy(part, {
    get(target, key) {
      if (!has(target, key, name)) return undefined
      const value = Reflect.get(target, key, target)
      if (typeof value !== 'function' || Object.hasOwn(target, key)) return value
      // A method runs on the part itself, because a proxy has no #fields. When the method returns the part, return the
      // proxy.
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
  if (typeof key === 'symbol' || runtimeKeys.has(key)) return false
  throw new TypeError(`the host has no ${name}.${key}`)
}
