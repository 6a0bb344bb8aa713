import type { EventEmitter } from 'node:events'

/** An event that a listener may stop, with whatever else the event carries. */
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

/** Emits a preventable event that carries `more`; true when nobody stopped it. */
export function emitAllowed(emitter: EventEmitter, name: string, more: object = {}): boolean {
  const event = preventable(more)
  emitter.emit(name, event)
  return !event.defaultPrevented
}
