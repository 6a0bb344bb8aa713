import process from 'node:process'
import { _electron } from 'playwright-core'
import type { DialogAnswer, ShownDialog } from './control.ts'
import { findElectron } from './installed.js'
import type { LaunchPlan, RunningDesk } from './launch-options.ts'

/** Starts the app in real Electron. Its dialogs answer themselves, as the dialogs of the host do. */
export async function startInElectron(plan: LaunchPlan): Promise<RunningDesk> {
  const executablePath = findElectron()
  if (!executablePath) throw new Error("Electron's program is not installed.")
  const { appDir, appArgs = [], env, viewport, colorScheme = 'light', reducedMotion = null } = plan
  const switches = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // An unsigned program that wants the keychain of macOS makes the system ask the person.
    ...(process.platform === 'darwin' ? ['--use-mock-keychain'] : []),
  ]
  const electron = await _electron.launch({
    executablePath,
    cwd: appDir,
    args: [...switches, appDir, ...appArgs],
    env: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    colorScheme,
  })
  const child = electron.process()
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => output.push(String(text)))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await electron.evaluate(answerDialogs)
  const page = await electron.firstWindow()
  await page.emulateMedia({ colorScheme, reducedMotion })
  if (viewport)
    await electron.evaluate(({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) window.setContentSize(size.width, size.height)
    }, viewport)
  await page.waitForLoadState('load')
  return {
    pid: child.pid ?? 0,
    childPid: (serviceName) =>
      electron.evaluate(
        ({ app }, name) => app.getAppMetrics().find((metric) => metric.name === name)?.pid,
        serviceName,
      ),
    page: () => electron.windows().at(-1) ?? page,
    dialogs: () => electron.evaluate(() => (globalThis as unknown as { shown: ShownDialog[] }).shown),
    answerDialog: (answer) =>
      electron
        .evaluate((_electron, next) => {
          ;(globalThis as unknown as { answers: DialogAnswer[] }).answers.push(next)
        }, answer)
        .catch(() => undefined),
    output: () => output.join(''),
    ended,
    async quit() {
      await electron.evaluate(({ app }) => app.quit()).catch(() => undefined)
    },
  }
}

/** Replaces the system dialogs. Runs in Electron's main process. */
function answerDialogs({ dialog, app }: typeof import('electron')): void {
  const shown: ShownDialog[] = []
  const answers: DialogAnswer[] = []
  Object.assign(globalThis, { shown, answers })
  const optionsOf = (args: unknown[]) => args.at(-1) as Electron.MessageBoxOptions & Electron.SaveDialogOptions
  const show = (type: ShownDialog['type'], args: unknown[], usual: DialogAnswer) => {
    const { title = '', message = '', detail = '', buttons = [] } = optionsOf(args)
    const answer = { ...usual, ...answers.shift() }
    shown.push({ type, title, message, detail, buttons, answer })
    return answer
  }
  dialog.showMessageBox = async (...args: unknown[]) => {
    const { defaultId = 0, checkboxChecked = false } = optionsOf(args)
    const { response = defaultId } = show('message', args, {})
    return { response, checkboxChecked }
  }
  dialog.showSaveDialog = async (...args: unknown[]) => {
    const name = (optionsOf(args).defaultPath ?? 'file').split(/[\\/]/).at(-1)
    const { filePath } = show('save', args, { filePath: `${app.getPath('downloads')}/${name}` })
    return filePath ? { canceled: false, filePath } : { canceled: true, filePath: '' }
  }
  dialog.showErrorBox = (title, message) => {
    show('error', [{ title, message }], {})
  }
}
