import type { App, BrowserWindow, Dialog } from 'electron'
import type { EngineQuestion } from '../../shared/engine-protocol.ts'
import type { Result } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'

/** What ending takes part in. */
interface QuitPorts {
  readonly app: App
  readonly dialog: Dialog
  readonly window: () => BrowserWindow | null
  readonly askEngine: (channel: EngineQuestion, argument: unknown) => Promise<Result<unknown>>
  readonly stopEngine: () => Promise<void>
}

/**
 * Ends the desk in order: says how much has not left it, lets the engine finish what is on its way, then quits.
 * Closing the one window is quitting.
 */
export function quitInOrder({ app, dialog, window, askEngine, stopEngine }: QuitPorts): {
  onWindow: (opened: BrowserWindow) => void
} {
  let phase: 'open' | 'asking' | 'ended' = 'open'

  const askThenEnd = async (): Promise<void> => {
    phase = 'asking'
    const counted = (await askEngine('queue.count', {})) as Result<{ waiting: number }>
    const waiting = counted.ok ? counted.value.waiting : 0
    if (waiting > 0 && !(await agrees(dialog, window(), waiting))) {
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
    if (phase === 'open') void askThenEnd()
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

async function agrees(dialog: Dialog, window: BrowserWindow | null, waiting: number): Promise<boolean> {
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
