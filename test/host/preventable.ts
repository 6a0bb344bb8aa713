import type { EventEmitter } from 'node:events'

/** Returns an event that a listener may stop, together with the fields of `more`. */
export function preventable<T extends object>(more?: T) {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event as T & typeof event
}

/** Emits a preventable event with the fields of `more`. Returns true when no listener stopped it. */
export function emitAllowed(emitter: EventEmitter, name: string, more: object = {}): boolean {
  const event = preventable(more)
  emitter.emit(name, event)
  return !event.defaultPrevented
}
