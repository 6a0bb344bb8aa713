import { EventEmitter } from 'node:events'
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron'
import type { PageReply } from './page-side.ts'
import { preventable } from './preventable.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

/** Who sent a message: the page and the frame in it. */
export interface Sender {
  sender: WebContents
  senderFrame: WebFrameMain
}

/** Electron's `ipcMain`: one handler for each invoked channel, listeners for each sent one. */
export class HostIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Answers one `ipcRenderer.invoke`; what the handler throws comes back as Electron words it. */
  async invoked(channel: string, args: unknown[], from: Sender): Promise<PageReply> {
    try {
      const handler = this.#handlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      const event = { type: 'frame', processId: 1, frameId: from.senderFrame.routingId, ...from }
      return { value: await handler(preventable(event) as unknown as IpcMainInvokeEvent, ...args) }
    } catch (problem) {
      console.error(`Error occurred in handler for '${channel}':`, problem)
      return { error: String(problem) }
    }
  }

  /** Passes one `ipcRenderer.send` on. */
  sent(channel: string, args: unknown[], from: Sender): void {
    const reply = (answerTo: string, ...answer: unknown[]) => from.sender.send(answerTo, ...answer)
    const event = { type: 'frame', processId: 1, frameId: from.senderFrame.routingId, ports: [], reply, ...from }
    this.emit(channel, preventable(event) as unknown as IpcMainEvent, ...args)
  }
}
