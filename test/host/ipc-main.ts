import { EventEmitter } from 'node:events'
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron'
import type { PageReply } from './page-side.ts'
import { preventable } from './preventable.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

/** The page that sent a message, and the frame in the page. */
export interface Sender {
  sender: WebContents
  senderFrame: WebFrameMain
}

/** Electron's `ipcMain`: one handler for each `invoke` channel, listeners for each `send` channel. */
export class HostIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Answers one `ipcRenderer.invoke`. An error of the handler is returned in Electron's wording. */
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

  /** Emits one `ipcRenderer.send` to the listeners. */
  sent(channel: string, args: unknown[], from: Sender): void {
    const reply = (answerTo: string, ...answer: unknown[]) => from.sender.send(answerTo, ...answer)
    const event = { type: 'frame', processId: 1, frameId: from.senderFrame.routingId, ports: [], reply, ...from }
    this.emit(channel, preventable(event) as unknown as IpcMainEvent, ...args)
  }
}
