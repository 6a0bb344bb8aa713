import process from 'node:process'

/**
 * A message of the host to the process that started it. Specs use it to reach the page and to see the dialogs and
 * links.
 */
export type HostMessage =
  | { kind: 'browser'; endpoint: string }
  | { kind: 'dialog'; dialog: ShownDialog }
  | { kind: 'opened'; url: string }
  | { kind: 'forked'; serviceName: string; pid: number }

/** A system dialog that the app showed, and the answer that the host gave in the person's place. */
export interface ShownDialog {
  type: 'message' | 'save' | 'error'
  title: string
  message: string
  detail: string
  buttons: string[]
  answer: DialogAnswer
}

/** `response` is the button's index. `filePath` is where to save; null means that the person cancelled. */
export interface DialogAnswer {
  response?: number
  checkboxChecked?: boolean
  filePath?: string | null
}

/** The channel to the process that started the host. Without such a process the host only prints what happens. */
export class Control {
  readonly #answers: DialogAnswer[] = []

  constructor() {
    if (!process.send) return
    process.on('message', (message: { answer?: DialogAnswer }) => {
      if (message.answer) this.#answers.push(message.answer)
    })
    // The process that started the host is gone, and nobody else would close the host.
    process.once('disconnect', () => process.exit(0))
  }

  /** True when a spec, the tour or a start script listens. */
  get watched(): boolean {
    return process.send !== undefined
  }

  send(message: HostMessage): void {
    if (process.connected) process.send?.(message)
  }

  /** The next answer that a spec queued for a dialog. */
  nextAnswer(): DialogAnswer | undefined {
    return this.#answers.shift()
  }
}
