import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { say } from '../../src/shared/text/index.ts'
import { aCaller, expect, find, pressPair, signIn, test } from './agent.ts'
import type { Desk } from './fixture.ts'

async function tryToSignIn(desk: Desk, password = 'once-demo'): Promise<void> {
  await desk.page.getByLabel(say('signIn.username')).fill('ana')
  await desk.page.getByRole('textbox', { name: say('signIn.password') }).fill(password)
  await desk.page.keyboard.press('Enter')
}

test('sign-in without a central service shows that it is unreachable', async ({ startDesk }) => {
  const desk = await startDesk({ centralUrl: 'http://127.0.0.1:9' })
  await tryToSignIn(desk)
  await expect(desk.page.getByText(say('failure.central_unreachable'))).toBeVisible()
})

test('sign-in at a service that answers HTML shows that the answer is broken', async ({ startDesk }) => {
  const portal = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>')
  })
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
  const desk = await startDesk({ centralUrl: `http://127.0.0.1:${(portal.address() as AddressInfo).port}` })
  await tryToSignIn(desk)
  await expect(desk.page.getByText(say('failure.central_broken'))).toBeVisible()
  portal.closeAllConnections()
  portal.close()
})

test('sign-in with a wrong password shows that, and the person can type it again', async ({ central, startDesk }) => {
  const desk = await startDesk({ centralUrl: central.url })
  await tryToSignIn(desk, 'guess')
  await expect(desk.page.getByText(say('failure.wrong_password'))).toBeVisible()
  // The name stays, the password is empty, and the next attempt needs no mouse.
  await desk.page.getByRole('textbox', { name: say('signIn.password') }).press('Home')
  await desk.page.keyboard.type('once-demo')
  await desk.page.keyboard.press('Enter')
  await expect(desk.page.getByText(say('customer.empty.title'))).toBeVisible()
})

test('a snapshot that breaks off in the middle is continued', async ({ central, startDesk }) => {
  const caller = await aCaller(central)
  central.faults.next('GET /v1/snapshot', { truncateAfterBytes: 700 }, 2)
  const desk = await startDesk({ centralUrl: central.url })
  await signIn(desk.page)
  await find(desk.page, caller)
})

test('a booking of the wrong shape is listed in quarantine with its reason, and the sync goes on', async ({
  central,
  openDesk,
}) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  await central.act.append({ kind: 'booking', op: 'upsert', id: 'bk_wrong', data: { reference: 7 } })
  await desk.page.keyboard.press('Escape')
  await pressPair(desk.page, 'g', 'h')
  await expect(desk.page.getByText('bk_wrong')).toBeVisible()
  await find(desk.page, caller)
})

test('a desk file that is no database is moved aside unchanged, and the desk opens and logs this', async ({
  central,
  startDesk,
}) => {
  const caller = await aCaller(central)
  const userData = test.info().outputPath('desk')
  const store = join(userData, 'store')
  mkdirSync(store, { recursive: true })
  const text = 'this is not a database '.repeat(500)
  writeFileSync(join(store, 'desk.db'), text)
  const desk = await startDesk({ centralUrl: central.url, userData })
  await signIn(desk.page)
  await find(desk.page, caller)
  const aside = readdirSync(store).filter((name) => /^desk\.db\.damaged-\d+$/.test(name))
  expect(aside).toHaveLength(1)
  expect(readFileSync(join(store, aside[0] ?? ''), 'utf8')).toBe(text)
  const logs = join(userData, 'logs')
  const logged = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'))
  expect(logged.join('')).toContain('it was moved aside')
})

test('a copy that is not a database is filled again', async ({ central, startDesk }) => {
  const caller = await aCaller(central)
  const userData = test.info().outputPath('desk')
  mkdirSync(join(userData, 'store'), { recursive: true })
  writeFileSync(join(userData, 'store', 'copy-old.db'), 'this is not a database '.repeat(500))
  const desk = await startDesk({ centralUrl: central.url, userData })
  await signIn(desk.page)
  await find(desk.page, caller)
})

test.describe('commands in the terminal', () => {
  const run = (script: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '..', script), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      timeout: 300_000,
    })

  test('the central command refuses a feed file that is not gzip in one line', () => {
    const file = test.info().outputPath('feed.ndjson.gz')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'neither gzip nor JSON')
    const ended = run('central/run.ts', ['--feed', file, '--port', '0'])
    expect(ended.status).toBe(1)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.stderr).toContain('feed.ndjson.gz')
  })

  test('the desk refuses an invalid address without a stack trace', () => {
    const userData = test.info().outputPath('desk')
    const ended = run('host/run.ts', ['--headless', '.'], { ONCE_CENTRAL_URL: 'central', ONCE_USER_DATA: userData })
    expect(ended.status).toBe(1)
    expect(ended.stderr).toContain('ONCE_CENTRAL_URL is not an address')
    expect(ended.stderr).not.toContain('    at ')
  })

  test('the tour without a central service ends with one sentence', () => {
    const ended = run('tour/run.ts', ['--central', 'http://127.0.0.1:9'])
    expect(ended.status).toBe(1)
    expect(ended.stderr.trim()).toBe('There is no central service at http://127.0.0.1:9.')
  })
})
