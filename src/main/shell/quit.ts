import type { App, BrowserWindow, Dialog } from 'electron'
import type { EngineQuestion } from '../../shared/engine-protocol.ts'
import type { Result } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'

/** What quitting needs. */
interface QuitPorts {
  readonly app: App
  readonly dialog: Dialog
  readonly window: () => BrowserWindow | null
  readonly askEngine: (channel: EngineQuestion, argument: unknown) => Promise<Result<unknown>>
  readonly stopEngine: () => Promise<void>
}

/**
 * Quits the desk in this order: asks the person when writes wait in the queue, lets the engine finish what it is
 * sending, then ends. Closing the window quits. Call `onWindow` with each window that opens.
 */
export function quitInOrder({ app, dialog, window, askEngine, stopEngine }: QuitPorts): {
  onWindow: (opened: BrowserWindow) => void
} {
  let phase: 'open' | 'asking' | 'ended' = 'open'

  const askThenQuit = async (): Promise<void> => {
    phase = 'asking'
    const counted = (await askEngine('queue.count', {})) as Result<{ waiting: number }>
    const waiting = counted.ok ? counted.value.waiting : 0
    if (waiting > 0 && !(await confirmQuit(dialog, window(), waiting))) {
      phase = 'open'
      return
    }
    await stopEngine()
    phase = 'ended'
    app.quit()
  }

  app.on('before-quit', (event) => {
    if (phase === 'ended') return
    event.preventDefault()
    if (phase === 'open') void askThenQuit()
  })

  return {
    onWindow: (opened) => {
      opened.on('close', (event) => {
        if (phase === 'ended') return
        event.preventDefault()
        app.quit()
      })
    },
  }
}

/** Asks the person whether to quit although writes wait; true when they agree. */
async function confirmQuit(dialog: Dialog, window: BrowserWindow | null, waiting: number): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: say('quit.waiting', { count: waiting }),
    detail: say('quit.kept'),
    buttons: [say('quit.quit'), say('quit.stay')],
    defaultId: 1,
    cancelId: 1,
  }
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options)
  return response === 0
}
