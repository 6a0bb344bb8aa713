import type { WebFrameMain } from 'electron'
import type { Frame } from 'playwright-core'
import { toApp } from './address.ts'
import { lacking } from './lacking.ts'

/** Electron's frames over Chromium's frames. The same frame keeps its routing id. */
export class Frames {
  readonly #ids = new WeakMap<Frame, number>()
  readonly #nextId: () => number

  constructor(nextId: () => number) {
    this.#nextId = nextId
  }

  /** Returns the frame with Electron's fields as they are at this moment. */
  of(frame: Frame): WebFrameMain {
    const routingId = this.#ids.get(frame) ?? this.#nextId()
    this.#ids.set(frame, routingId)
    const url = toApp(frame.url())
    const above = frame.parentFrame()
    const parent = above ? this.of(above) : null
    const part = {
      url,
      origin: originOf(url),
      routingId,
      processId: 1,
      name: frame.name(),
      detached: frame.isDetached(),
      parent,
      top: parent?.top ?? null,
      isDestroyed: () => frame.isDetached(),
    }
    const self: WebFrameMain = lacking<WebFrameMain>('WebFrameMain', part)
    if (!parent) part.top = self
    return self
  }
}

/** Returns `app://once` for `app://once/index.html`. URL itself returns the origin `null` for such an address. */
function originOf(url: string): string {
  const { origin } = new URL(url)
  return origin === 'null' ? url.split('/').slice(0, 3).join('/') : origin
}
