import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findChromium } from './installed.js'
import { Desk } from './launch.ts'

const appDir = join(import.meta.dirname, 'fixture-app')
const launch = { way: 'host', appDir, headless: true } as const
/** The host needs a Chromium and Unix signals; a machine without them runs the desk in Electron. */
const canRunHost = process.platform !== 'win32' && findChromium() !== undefined
let desk: Desk

async function open(): Promise<void> {
  desk = new Desk(launch)
  await desk.start()
}
const close = () => desk.close()

/** Calls a handler of the fixture app's main process over its bridge. */
function ask(channel: string, ...args: unknown[]): Promise<unknown> {
  return desk.page.evaluate(([name, rest]) => (window as unknown as { bridge: Bridge }).bridge.ask(name, ...rest), [
    channel,
    args,
  ] as const)
}

interface Bridge {
  ask(channel: string, ...args: unknown[]): Promise<unknown>
  say(text: string): void
  onNews(channel: string, listener: (news: unknown) => void): () => void
}

/** Waits until the fixture app has recorded the event. */
async function recorded(event: string): Promise<void> {
  await expect.poll(() => ask('events').catch(() => [])).toContain(event)
}

/** Process ids whose environment names the folder of this desk. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder)
      } catch {
        return false
      }
    })
}

// One desk for all of them: each leaves it as the next one needs it.
describe.runIf(canRunHost)('a page in the host', () => {
  beforeAll(open)
  afterAll(close)

  it('carries IPC in both directions and gives the sender as Electron does', async () => {
    expect(await ask('versions')).toEqual(['fixture-app', '1.2.3', false, true])
    expect(await ask('frame')).toEqual({ url: 'app://once/index.html', top: true, id: 1 })
    expect(await ask('echo', { amountMinor: 12, note: null, list: [1, 'ä'] })).toEqual({
      amountMinor: 12,
      note: null,
      list: [1, 'ä'],
    })
    const said = desk.page.evaluate(
      () =>
        new Promise((resolve) => {
          const { bridge } = window as unknown as { bridge: Bridge }
          bridge.onNews('said', resolve)
          bridge.say('hello')
        }),
    )
    expect(await said).toEqual({ text: 'hello' })
    expect(await desk.page.textContent('main')).toBe('ask,say,onNews')
  })

  it('rejects a failed invoke with the error text of Electron', async () => {
    const wording = "Error invoking remote method 'fail': TypeError: no such thing"
    await expect(ask('fail')).rejects.toThrow(wording)
    await expect(ask('nobody')).rejects.toThrow("Error: No handler registered for 'nobody'")
  })

  it('throws an error with the name of the API when the app uses an API that the host lacks', async () => {
    await expect(ask('lacks', 'electron.Tray')).rejects.toThrow('the host has no electron.Tray')
    await expect(ask('lacks', 'electron.app.dock')).rejects.toThrow('the host has no app.dock')
    await expect(ask('lacks', 'electron.BrowserWindow.fromId')).rejects.toThrow('the host has no BrowserWindow.fromId')
  })

  it('keeps the content security policy and has no network', async () => {
    const inline = await desk.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.head.append(script)
      return 'inlineRan' in window
    })
    expect(inline).toBe(false)
    const fetched = (url: string) => desk.page.evaluate((asked) => fetch(asked).then(String, String), url)
    expect(await fetched('https://example.org/')).toMatch('TypeError')
    expect(await desk.page.evaluate(() => fetch('frame.html').then((answer) => answer.status))).toBe(200)
    expect(await desk.page.evaluate(() => fetch('none').then((answer) => answer.status))).toBe(404)
    expect(await desk.page.evaluate(() => window.isSecureContext)).toBe(true)
    expect(await desk.page.evaluate(() => Object.keys(window).filter((name) => name.startsWith('__host')))).toEqual([])
    const permission = () => navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)
    expect(await desk.page.evaluate(permission)).toBe('denied')
  })

  it('asks the app before it navigates, opens a window or saves a file', async () => {
    const follow = (target: string) =>
      desk.page.evaluate((name) => {
        const link = document.createElement('a')
        Object.assign(link, { href: 'https://example.org/away', target: name })
        document.body.append(link)
        link.click()
      }, target)
    await follow('_self')
    await recorded('navigate https://example.org/away')
    await follow('_blank')
    await recorded('open https://example.org/away')
    await desk.page.evaluate(() => {
      const link = document.createElement('a')
      Object.assign(link, { href: URL.createObjectURL(new Blob(['x'])), download: 'all.csv' })
      link.click()
    })
    await recorded('download all.csv')
    expect(await desk.page.textContent('main')).toBe('ask,say,onNews')
  })

  it('offers dialogs, a clipboard, links and a theme', async () => {
    await desk.answerDialog({ response: 1 })
    const question = { message: 'Quit with 2 waiting?', buttons: ['Stay', 'Quit'] }
    expect(await ask('message', question)).toEqual({ response: 1, checkboxChecked: false })
    expect(await ask('message', question)).toEqual({ response: 0, checkboxChecked: false })
    expect(await ask('save', { defaultPath: '/somewhere/today.csv' })).toMatchObject({ canceled: false })
    expect((await desk.dialogs()).map(({ answer }) => answer.filePath ?? answer.response)).toEqual([
      1,
      0,
      expect.stringMatching(/Downloads\/today.csv$/),
    ])
    expect(await ask('copy', 'K3J9QX')).toBe('K3J9QX')
    await ask('open', 'https://example.org/help')
    expect(desk.output()).toContain('open: https://example.org/help')
    expect(await ask('theme', 'dark')).toBe(true)
    const isDark = () => desk.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    await expect.poll(isDark).toBe(true)
  })

  it('reloads the page after the renderer crashed', async () => {
    await ask('crash').catch(() => undefined)
    await recorded('renderer crashed')
    expect(await desk.page.textContent('main')).toBe('ask,say,onNews')
  })
})

describe.runIf(canRunHost)('processes of the host', () => {
  beforeEach(open)
  afterEach(close)

  it('forks utility processes, queues early messages and reports how each process ended', async () => {
    expect(await ask('ask', { question: 1 })).toMatchObject({ question: 1, early: { map: {} } })
    await recorded('engine says started --from-main')
    await ask('kill', 'SIGKILL')
    await recorded('engine exit 9')
    await recorded('engine killed')
    await ask('restart')
    expect(await ask('ask', { question: 2 })).toMatchObject({ question: 2 })
  })

  it('lets one instance run and tells it about the second instance', async () => {
    const second = new Desk({ ...launch, userData: desk.userData, appArgs: ['--again'] })
    await expect(second.start()).rejects.toThrow('second: the first one has it')
    await recorded('second --again second')
  })

  it('keeps the window when the app refuses to close it, and quits when the app allows it', async () => {
    await ask('keep', true)
    await ask('close')
    expect(await ask('windows')).toBe(1)
    await ask('quit')
    expect(await ask('events')).toContain('close')
    await ask('keep', false)
    const { ended } = desk
    await ask('quit').catch(() => undefined)
    expect(await ended).toBe(0)
    await desk.restart()
    expect(await desk.page.textContent('main')).toBe('ask,say,onNews')
  })

  it('reopens a window when the person closed it but the app keeps it', async () => {
    await ask('keep', true)
    await desk.page.close()
    await recorded('close')
    expect(await desk.page.textContent('main')).toBe('ask,say,onNews')
    await ask('keep', false)
  })

  it.runIf(existsSync('/proc/self/environ'))('leaves no process behind after SIGKILL', async () => {
    expect(processesOf(desk.userData).length).toBeGreaterThan(2)
    await desk.kill()
    await expect.poll(() => processesOf(desk.userData)).toEqual([])
  })

  it('starts again at once after SIGKILL and keeps what the pages had stored', async () => {
    await desk.page.evaluate(() => localStorage.setItem('kept', 'yes'))
    await desk.restart()
    await desk.kill()
    await desk.restart()
    expect(await desk.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
  })

  it('ends when the process that started it ends', async () => {
    const script = `const { Desk } = await import(${JSON.stringify(join(import.meta.dirname, 'launch.ts'))})
      const desk = new Desk(${JSON.stringify({ ...launch, userData: `${desk.userData}-2` })})
      await desk.start()
      console.log(desk.pid)`
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pid = await new Promise<number>((resolve) => starter.stdout.once('data', (text) => resolve(Number(text))))
    starter.kill('SIGKILL')
    const lives = () => existsSync(`/proc/${pid}`)
    await expect.poll(lives).toBe(false)
  })
})
