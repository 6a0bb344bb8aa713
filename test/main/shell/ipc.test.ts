import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { serveContract } from '../../../src/main/shell/ipc.ts'
import { type Asks, type ChannelName, contract } from '../../../src/shared/contract.ts'
import type { LogRecord } from '../../../src/shared/engine-protocol.ts'
import { LONGEST_SEARCH } from '../../../src/shared/model/search.ts'

type Handler = (event: IpcMainInvokeEvent, argument: unknown) => Promise<unknown>

const ORIGIN = 'app://once'
let handlers: Map<string, Handler>
let answered: [string, unknown][]
let logged: LogRecord[]

beforeEach(() => {
  handlers = new Map()
  answered = []
  logged = []
  const ipcMain = { handle: (name: string, handler: Handler) => handlers.set(name, handler) }
  const answers = Object.fromEntries(
    Object.keys(contract).map((name) => [
      name,
      async (argument: unknown) => {
        answered.push([name, argument])
        if (name === 'status.get') throw new Error('Davey Jones')
        return { ok: true, value: null }
      },
    ]),
  )
  serveContract({
    ipcMain: ipcMain as unknown as IpcMain,
    pageOrigin: ORIGIN,
    answers: answers as unknown as Asks<ChannelName>,
    log: (record) => logged.push(record),
  })
})

const from = (url: string | null, parent: unknown = null) =>
  ({ senderFrame: url === null ? null : { url, parent } }) as unknown as IpcMainInvokeEvent
const ask = (name: string, argument: unknown, event = from(`${ORIGIN}/index.html`)) => {
  const handler = handlers.get(`desk:${name}`)
  if (!handler) throw new Error(`no channel ${name}`)
  return handler(event, argument)
}

test('every channel of the contract is served', () => {
  expect([...handlers.keys()].sort()).toEqual(
    Object.keys(contract)
      .map((name) => `desk:${name}`)
      .sort(),
  )
})

describe('the sender is checked and fails closed', () => {
  test.each([
    ['another origin', from('https://example.org/')],
    ['another host of the scheme', from('app://other/index.html')],
    ['an origin that only begins alike', from('app://once.example/index.html')],
    ['an empty address', from('')],
    ['no frame', from(null)],
    ['a frame inside the page', from(`${ORIGIN}/index.html`, { url: `${ORIGIN}/index.html` })],
    ['about:blank', from('about:blank')],
  ])('%s is refused', async (_who, event) => {
    await expect(ask('search', { text: 'x' }, event)).rejects.toThrow('may not ask')
    expect(answered).toEqual([])
    expect(logged[0]?.message).toBe('sender refused')
  })
})

describe('the argument is checked before anybody answers', () => {
  test.each([
    ['search', undefined],
    ['search', { text: 7 }],
    ['search', { text: 'x'.repeat(LONGEST_SEARCH + 1) }],
    [
      'refund.submit',
      { key: 'not-a-uuid', keepChargeId: null, amountMinor: 1, reason: 'other', note: '', expectedRefundedMinor: 0 },
    ],
    [
      'refund.submit',
      {
        key: crypto.randomUUID(),
        keepChargeId: null,
        amountMinor: 0.5,
        reason: 'other',
        note: '',
        expectedRefundedMinor: 0,
      },
    ],
    [
      'refund.submit',
      {
        key: crypto.randomUUID(),
        keepChargeId: null,
        amountMinor: -1,
        reason: 'other',
        note: '',
        expectedRefundedMinor: 0,
      },
    ],
    [
      'refund.submit',
      {
        key: crypto.randomUUID(),
        keepChargeId: null,
        amountMinor: 1,
        reason: 'gift',
        note: '',
        expectedRefundedMinor: 0,
      },
    ],
    ['status.get', { padding: 'x'.repeat(70_000) }],
  ])('%s with %j is a bad argument', async (name, argument) => {
    expect(await ask(name, argument)).toEqual({ ok: false, failure: { kind: 'bad_argument' } })
    expect(answered).toEqual([])
  })

  test.each([
    ['search', { text: '4111 1111 1111 1111' }],
    ['app.copy', { text: 'the card is 4111-1111-1111-1111, she says' }],
    ['session.signIn', { username: '４１１１１１１１１１１１１１１１', password: 'x' }],
    ['app.reportError', { name: 'Error', message: '4111111111111111', stack: '', source: 'error' }],
  ])('%s with a card number is refused by its code, and the log says nothing of the number', async (name, argument) => {
    expect(await ask(name, argument)).toEqual({ ok: false, failure: { kind: 'bad_argument', code: 'card_number' } })
    expect(answered).toEqual([])
    expect(logged).toEqual([{ level: 'warn', scope: 'ipc', message: 'argument refused', fields: { channel: name } }])
  })

  test('members that the schema does not name are removed', async () => {
    await ask('search', { text: 'jones', sql: 'drop table' })
    expect(answered).toEqual([['search', { text: 'jones' }]])
  })
})

test('an exception rejects without detail for the page, and the log omits its message', async () => {
  await expect(ask('status.get', {})).rejects.toThrow('The desk could not answer.')
  expect(JSON.stringify(logged)).toContain('answer failed')
  expect(JSON.stringify(logged)).not.toContain('Davey')
})
