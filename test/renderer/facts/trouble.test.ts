import { describe, expect, it } from 'vitest'
import { bannerText, connectionText, troubleOf } from '../../../src/renderer/facts/trouble.ts'
import type { DeskStatus, SessionView } from '../../../src/shared/model/index.ts'
import { say } from '../../../src/shared/text/index.ts'
import { AT } from '../sample.ts'

type Way = Pick<DeskStatus, 'connection' | 'problem'>
const session: SessionView = { state: 'signed_in', user: null, tokensKept: 'memory', waitingRefunds: 0 }
const user = { id: 'u1', name: 'Ana Silva', role: 'agent', refundLimits: [], locale: 'en' } as const
const fault: Way = { connection: 'offline', problem: { kind: 'central_busy', code: 'http_500' } }

describe('the cause of a broken connection', () => {
  it.each<[string, Way, ReturnType<typeof troubleOf>]>([
    ['online', { connection: 'online', problem: null }, null],
    ['the desk’s own disk is full', { connection: 'online', problem: { kind: 'disk_full' } }, null],
    ['no answer', { connection: 'offline', problem: { kind: 'central_unreachable', code: 'network' } }, 'noNetwork'],
    ['the cause is not known yet', { connection: 'offline', problem: null }, 'noNetwork'],
    ['an answer 500', fault, 'fault'],
    [
      'no service behind the proxy',
      { connection: 'offline', problem: { kind: 'central_busy', code: 'http_503' } },
      'fault',
    ],
    ['an unreadable answer', { connection: 'offline', problem: { kind: 'central_broken' } }, 'fault'],
    [
      'the central service asks the desk to wait',
      { connection: 'offline', problem: { kind: 'central_busy', code: 'http_429' } },
      'busy',
    ],
  ])('%s', (_what, way, trouble) => {
    expect(troubleOf(way)).toBe(trouble)
  })
})

describe('the banner', () => {
  it('names a fault of the central service, not a missing network, and says that nothing is lost', () => {
    const text = bannerText(session, fault, AT)
    expect(text).toContain('The central service has a fault')
    expect(text).toContain('Nothing is lost')
    expect(text).toContain('asked again every few seconds')
    expect(bannerText(session, { connection: 'offline', problem: null }, AT)).toBe(say('banner.noNetwork'))
    expect([connectionText(fault), connectionText({ connection: 'online', problem: null })]).toEqual([
      'Service fault',
      'Online',
    ])
  })

  it('does not promise a search before the copy exists', () => {
    const early = { ...fault, syncedAt: null }
    expect(bannerText(session, early, AT)).toContain('no copy of the bookings yet')
    expect(bannerText({ ...session, state: 'offline', user }, early, AT)).not.toContain('earching')
    const open = bannerText({ ...session, state: 'offline', user }, { ...early, connection: 'signed_out' }, AT)
    expect(open).toBe('Open for Ana Silva. This desk has no copy of the bookings yet.')
    expect(bannerText(session, { ...fault, syncedAt: AT }, AT)).toContain('searching and queueing go on')
  })

  it('shows the time of the next try when the central service named it', () => {
    const problem = { kind: 'central_busy', code: 'http_503', retryAt: AT + 120_000 } as const
    const text = bannerText(session, { connection: 'offline', problem }, AT)
    expect(text).toContain('Next try in 2 min')
    expect(text).not.toContain('every few seconds')
  })

  it('names the person whose desk is open while nobody is signed in', () => {
    const offline: SessionView = { ...session, state: 'offline', user }
    expect(bannerText(offline, fault, AT)).toContain('The central service has a fault. Open for Ana Silva')
    expect(bannerText(offline, { connection: 'online', problem: null }, AT)).toContain('Open for Ana Silva from')
  })

  it('is hidden while the connection works', () => {
    expect(bannerText(session, { connection: 'online', problem: null }, AT)).toBeNull()
  })
})
