import { EventEmitter } from 'node:events'
import { basename, join } from 'node:path'
import type { BaseWindow, Clipboard, Dialog, NativeTheme, PowerMonitor, SafeStorage, Screen, Shell } from 'electron'
import type { Control, DialogAnswer, ShownDialog } from './control.ts'
import { lacking } from './lacking.ts'

/** A clipboard that holds text only, and only for this process. */
export function clipboard(): Clipboard {
  let text = ''
  return lacking<Clipboard>('clipboard', {
    readText: async () => text,
    writeText: async (written: string) => {
      text = written
    },
  })
}

/** The safe storage of a desktop without a keyring: it cannot encrypt anything. */
export function safeStorage(): SafeStorage {
  return lacking<SafeStorage>('safeStorage', {
    isEncryptionAvailable: () => false,
    isAsyncEncryptionAvailable: async () => false,
    getSelectedStorageBackend: () => 'basic_text',
  })
}

/** Opens nothing. It prints and reports the address that Electron would have opened. */
export function shell(control: Control): Shell {
  return lacking<Shell>('shell', {
    async openExternal(url: string) {
      console.log(`open: ${url}`)
      control.send({ kind: 'opened', url })
    },
  })
}

/** A power monitor that never emits an event. */
export function powerMonitor(): PowerMonitor {
  return lacking<PowerMonitor>('powerMonitor', new EventEmitter() as Partial<PowerMonitor> & EventEmitter)
}

/** One screen, as large as the windows that tests open. */
export function screen(): Screen {
  const area = { x: 0, y: 0, width: 1920, height: 1080 }
  const display = { id: 1, bounds: area, workArea: area, size: area, workAreaSize: area, scaleFactor: 1, rotation: 0 }
  return lacking<Screen>(
    'screen',
    Object.assign(new EventEmitter(), {
      getPrimaryDisplay: () => lacking<Electron.Display>('Display', display),
      getAllDisplays: () => [lacking<Electron.Display>('Display', display)],
    }) as Partial<Screen> & EventEmitter,
  )
}

/** Electron's `nativeTheme`. It emits `updated` when the colour scheme of the pages changes. */
export class HostTheme extends EventEmitter {
  readonly #system: 'light' | 'dark' | null
  #source: NativeTheme['themeSource'] = 'system'

  constructor(system: 'light' | 'dark' | null) {
    super()
    this.#system = system
  }

  /** The colour scheme of the pages. Null means that the system decides. */
  get scheme(): 'light' | 'dark' | null {
    return this.#source === 'system' ? this.#system : this.#source
  }

  get shouldUseDarkColors(): boolean {
    return this.scheme === 'dark'
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    const before = this.scheme
    this.#source = source
    if (this.scheme !== before) this.emit('updated')
  }
}

/** Prints each dialog as a line. The answer is the next one that a spec queued, else the default. */
export function dialog(control: Control, downloads: () => string): Dialog {
  const show = (shown: Omit<ShownDialog, 'answer'>, usual: DialogAnswer): DialogAnswer => {
    const answer = { ...usual, ...control.nextAnswer() }
    const words = [shown.title, shown.message, shown.detail].filter(Boolean).join(' · ')
    const given = shown.type === 'save' ? answer.filePath : shown.buttons[answer.response ?? 0]
    console.log(`dialog: ${words}${given ? ` → ${given}` : ''}`)
    control.send({ kind: 'dialog', dialog: { ...shown, answer } })
    return answer
  }
  const showMessage = (options: Electron.MessageBoxOptions) => {
    const { title = '', message, detail = '', buttons = ['OK'], defaultId = 0, checkboxChecked = false } = options
    const answer = show({ type: 'message', title, message, detail, buttons }, { response: defaultId, checkboxChecked })
    return { response: answer.response ?? defaultId, checkboxChecked: answer.checkboxChecked ?? checkboxChecked }
  }
  const showSave = (options: Electron.SaveDialogOptions) => {
    const { title = '', message = '', defaultPath = 'file' } = options
    const usual = join(downloads(), basename(defaultPath))
    const { filePath } = show({ type: 'save', title, message, detail: '', buttons: [] }, { filePath: usual })
    return filePath ? { canceled: false, filePath } : { canceled: true, filePath: '' }
  }
  return lacking<Dialog>('dialog', {
    showMessageBox: async (...args: [BaseWindow, Electron.MessageBoxOptions] | [Electron.MessageBoxOptions]) =>
      showMessage(args.length === 2 ? args[1] : args[0]),
    showSaveDialog: async (...args: [BaseWindow, Electron.SaveDialogOptions] | [Electron.SaveDialogOptions]) =>
      showSave(args.length === 2 ? args[1] : args[0]),
    showErrorBox: (title: string, content: string) => {
      show({ type: 'error', title, message: content, detail: '', buttons: [] }, {})
    },
  })
}
