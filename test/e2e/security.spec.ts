import type { DeskBridge } from '../../src/shared/contract.ts'
import { contract } from '../../src/shared/contract.ts'
import { aCaller, expect, find, openRefund, test } from './agent.ts'

test('the page has the contract and nothing else of the machine', async ({ openDesk }) => {
  const { page } = await openDesk()
  const seen = await page.evaluate(() => {
    const { desk } = window as unknown as { desk: DeskBridge }
    const globals = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    )
    return { globals, desk: Object.keys(desk).sort(), channels: Object.keys(desk.ask).sort() }
  })
  expect(seen).toEqual({ globals: [], desk: ['ask', 'onChanged'], channels: Object.keys(contract).sort() })
})

test('the page reaches no network, opens no window, and stays where it is', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  const before = page.url()
  const tried = await page.evaluate(async () => {
    const failed = (work: () => Promise<unknown>) =>
      work().then(
        () => 'worked',
        () => 'failed',
      )
    const image = (address: string) =>
      new Promise((resolve, reject) => Object.assign(new Image(), { onload: resolve, onerror: reject, src: address }))
    return {
      fetched: await failed(() => fetch('https://example.org/')),
      loopback: await failed(() => fetch('http://127.0.0.1:4600/v1/health')),
      image: await failed(() => image('https://example.org/x.png')),
      socket: await failed(
        () =>
          new Promise((resolve, reject) => {
            Object.assign(new WebSocket('wss://example.org/'), { onopen: resolve, onerror: reject })
          }),
      ),
    }
  })
  expect(tried).toMatchObject({ fetched: 'failed', loopback: 'failed', image: 'failed', socket: 'failed' })
  await page.evaluate(() => void window.open('https://example.org/'))
  await expect.poll(() => desk.logText()).toContain('new window refused')
  await expect.poll(() => page.context().pages().length).toBe(1)
  await page.evaluate(() => {
    window.location.href = 'https://example.org/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  await find(page, caller)
})

test('the policy stops foreign code, and the desk itself never breaks it', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  const violations: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  await find(page, caller)
  await openRefund(page)
  expect(violations).toEqual([])
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.foreign = true'
    document.body.append(script)
    const style = document.createElement('div')
    style.innerHTML = '<p style="color: red" onclick="window.foreign = true">x</p>'
    document.body.append(style)
    style.querySelector('p')?.click()
    // The code must run in a task of the page, because the policy does not apply to code of the inspector.
    return new Promise<{ foreign: boolean; evaluated: string }>((resolve) => {
      setTimeout(() => {
        let evaluated = 'worked'
        try {
          // biome-ignore lint/security/noGlobalEval: the test is that it is refused
          eval('1 + 1')
        } catch (error) {
          evaluated = (error as Error).name
        }
        resolve({ foreign: 'foreign' in window, evaluated })
      }, 0)
    })
  })
  expect(ran).toEqual({ foreign: false, evaluated: 'EvalError' })
})
