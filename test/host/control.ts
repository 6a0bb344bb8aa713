import process from 'node:process'

/** What the host tells the process that started it, so that specs can reach the page and see what a person would. */
export type HostNews =
  | { kind: 'browser'; endpoint: string }
  | { kind: 'dialog'; dialog: ShownDialog }
  | { kind: 'opened'; url: string }
  | { kind: 'forked'; serviceName: string; pid: number }

/** A system dialog that the app showed, and what was answered for the person. */
export interface ShownDialog {
  type: 'message' | 'save' | 'error'
  title: string
  message: string
  detail: string
  buttons: string[]
  answer: DialogAnswer
}

/** `response`: the button's index. `filePath`: where to save; null for a person who cancelled. */
export interface DialogAnswer {
  response?: number
  checkboxChecked?: boolean
  filePath?: string | null
}

/** The wire to the process that started the host; without one, what happens is only printed. */
export class Control {
  readonly #answers: DialogAnswer[] = []

  constructor() {
    if (!process.send) return
    process.on('message', (message: { answer?: DialogAnswer }) => {
      if (message.answer) this.#answers.push(message.answer)
    })
    // Whoever started the host is gone: nobody would ever close it.
    process.once('disconnect', () => process.exit(0))
  }

  /** True when specs, the tour or a starter listen. */
  get watched(): boolean {
    return process.send !== undefined
  }

  tell(news: HostNews): void {
    if (process.connected) process.send?.(news)
  }

  /** The next answer that a spec queued for a dialog. */
  nextAnswer(): DialogAnswer | undefined {
    return this.#answers.shift()
  }
}
