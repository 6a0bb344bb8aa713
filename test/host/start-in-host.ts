import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { HostMessage, ShownDialog } from './control.ts'
import type { LaunchPlan, RunningDesk } from './launch-options.ts'

const entry = fileURLToPath(new URL('./run.ts', import.meta.url))
const START_WITHIN_MS = 120_000

/** Starts the app in the host as its own process and connects to its page. */
export async function startInHost(plan: LaunchPlan): Promise<RunningDesk> {
  const { NODE_OPTIONS: _ours, ...env } = plan.env
  const child = fork(entry, hostArgs(plan), {
    env,
    cwd: plan.appDir,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: (plan.imports ?? []).map((module) => `--import=${module}`),
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => output.push(String(text)))
  const dialogs: ShownDialog[] = []
  const children = new Map<string, number>()
  child.on('message', (message: HostMessage) => {
    if (message.kind === 'dialog') dialogs.push(message.dialog)
    if (message.kind === 'forked') children.set(message.serviceName, message.pid)
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    const browser = await chromium.connect(await endpoint(child, ended))
    await shownPage(browser)
    return {
      pid: child.pid ?? 0,
      childPid: async (serviceName) => children.get(serviceName),
      page: () => livePage(browser) ?? fail('the desk shows no window'),
      dialogs: async () => dialogs,
      async answerDialog(answer) {
        if (child.connected) child.send({ answer })
      },
      output: () => output.join(''),
      ended,
      async quit() {
        child.kill('SIGTERM')
      },
    }
  } catch (problem) {
    child.kill('SIGKILL')
    throw new Error(`The desk did not start. It printed:\n${output.join('')}`, { cause: problem })
  }
}

function hostArgs(plan: LaunchPlan): string[] {
  const { viewport, colorScheme, reducedMotion, headless, appDir, appArgs = [] } = plan
  return [
    ...(headless ? ['--headless'] : []),
    ...(viewport ? ['--viewport', `${viewport.width}x${viewport.height}`] : []),
    ...(colorScheme ? ['--color-scheme', colorScheme] : []),
    ...(reducedMotion ? ['--reduced-motion', reducedMotion] : []),
    '--',
    appDir,
    ...appArgs,
  ]
}

function endpoint(child: ChildProcess, ended: Promise<number | null>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no window within ${START_WITHIN_MS / 1000} s`)), START_WITHIN_MS)
    child.on('message', (message: HostMessage) => {
      if (message.kind !== 'browser') return
      clearTimeout(late)
      resolve(message.endpoint)
    })
    void ended.then((code) => {
      clearTimeout(late)
      reject(new Error(`ended with code ${code} before its window was there`))
    })
  })
}

/** The page that shows the app: not the blank page before it, and not a page whose renderer has crashed. */
function livePage(browser: Browser): Page | undefined {
  return browser
    .contexts()
    .flatMap((context) => context.pages())
    .filter((page) => !page.isClosed() && !/^(about|data):/.test(page.url()))
    .at(-1)
}

async function shownPage(browser: Browser): Promise<Page> {
  for (let waited = 0; waited < START_WITHIN_MS; waited += 20) {
    const page = livePage(browser)
    if (page) {
      await page.waitForLoadState('load')
      return page
    }
    await sleep(20)
  }
  return fail(`no page within ${START_WITHIN_MS / 1000} s`)
}

function fail(sentence: string): never {
  throw new Error(sentence)
}
