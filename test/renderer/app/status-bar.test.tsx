// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { Banner } from '../../../src/renderer/app/banner.tsx'
import { StatusBar } from '../../../src/renderer/app/status-bar.tsx'
import { say } from '../../../src/shared/text/index.ts'
import { ARABIC_NAME, ana, aSession, aStatus, NOW } from '../desk-samples.ts'
import { screen, test } from '../screen/screen-test.tsx'

const bar = () => screen.getByRole('contentinfo').textContent

describe('the status bar', () => {
  const unreachable = { kind: 'central_unreachable' } as const

  test('says that the desk is online, how much it holds and how old that is', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ syncedAt: NOW - 90_000 }))
    show(<StatusBar />)
    await screen.findByText('Once 1.2.3')
    expect(bar()).toBe('Online57,000 bookingsdata 1 min oldqueue emptyAll keysOnce 1.2.3')
  })

  test.for([
    ['connecting', {}, say('status.connecting')],
    ['offline', { problem: unreachable }, say('status.offline')],
    ['offline', { problem: { kind: 'central_busy', code: 'http_500' } }, say('status.fault')],
    ['offline', { problem: { kind: 'central_busy', code: 'http_429' } }, say('status.busy')],
    ['signed_out', {}, say('status.signed_out')],
  ] as const)('says in a word that it is %s', async ([connection, change, text], { desk, show }) => {
    desk.answer('status.get', aStatus({ connection, ...change }))
    show(<StatusBar />)
    expect(await screen.findByText(text)).toBeTruthy()
  })

  test('says what is queued, what needs a person, and that something is wrong', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ queued: 4, needsYou: 2, quarantined: 1 }))
    show(<StatusBar />)
    expect(await screen.findByRole('button', { name: /^4 queued\s*2 need you$/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: say('status.problem') })).toBeTruthy()
  })

  test('says how far a new copy is, and that there is none yet', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ fill: { done: 1, total: 3 } }))
    show(<StatusBar />)
    expect(await screen.findByText(say('status.filling', { percent: '33%' }))).toBeTruthy()
    desk.answer('status.get', aStatus({ syncedAt: null, fill: { done: 0, total: 0 } }))
    desk.change('status')
    expect(await screen.findByText(say('status.noData'))).toBeTruthy()
    expect(screen.queryByText(/renewing/)).toBeNull()
  })

  test('shows nothing but its keys until the status is known', ({ desk, show }) => {
    desk.hold('status.get')
    show(<StatusBar />)
    expect(bar()).toBe(say('key.keys'))
  })
})

describe('the banner', () => {
  test('is not there while all goes well', async ({ desk, show }) => {
    desk.answer('status.get', aStatus())
    show(
      <>
        <Banner session={aSession()} />
        <StatusBar />
      </>,
    )
    await screen.findByText(say('status.online'))
    expect(screen.queryByRole('status')).toBeNull()
  })

  test.for([
    ['central_unreachable', undefined, say('banner.noNetwork')],
    ['central_busy', 'http_503', `${say('banner.fault')} Next try in 20 s.`],
    ['central_busy', 'http_429', `${say('banner.busy')} Next try in 20 s.`],
  ] as const)('says calmly that work goes on: %s %s', async ([kind, code, text], { desk, show }) => {
    const problem = { kind, ...(code ? { code } : {}), retryAt: NOW + 20_000 }
    desk.answer('status.get', aStatus({ connection: 'offline', problem }))
    show(<Banner session={aSession()} />)
    expect((await screen.findByRole('status')).textContent).toBe(text)
  })

  test('names the person when the desk is open offline, and offers to sign in', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ connection: 'signed_out' }))
    show(<Banner session={aSession({ state: 'offline', user: { ...ana, name: ARABIC_NAME }, waitingRefunds: 2 })} />)
    expect(await screen.findByText(say('banner.offline', { name: ARABIC_NAME }))).toBeTruthy()
    expect(screen.getByText(say('banner.waiting', { count: 2 }))).toBeTruthy()
    expect(screen.getByRole('button', { name: say('banner.signIn') })).toBeTruthy()
  })

  test('promises no searching before there is a copy', async ({ desk, show }) => {
    const problem = { kind: 'central_unreachable' } as const
    desk.answer('status.get', aStatus({ connection: 'offline', problem, syncedAt: null }))
    show(<Banner session={aSession()} />)
    expect(await screen.findByText(say('banner.noNetwork.early'))).toBeTruthy()
  })
})
