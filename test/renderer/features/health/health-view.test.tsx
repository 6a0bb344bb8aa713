// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { HealthView } from '../../../../src/renderer/features/health/health-view.tsx'
import type { QuarantinedChange } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { aStatus, LONG_NAME, NOW } from '../../desk-samples.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const aside = (seq: number, change: Partial<QuarantinedChange> = {}): QuarantinedChange => ({
  seq,
  kind: 'booking',
  itemId: `bk_${seq}`,
  reason: 'reference: expected a string',
  at: NOW - 60_000,
  ...change,
})
const fact = (name: string) => screen.getByText(name).nextElementSibling?.textContent
const region = (name: string) => within(screen.getByRole('region', { name }))

describe('the health of the desk', () => {
  const offline = { kind: 'central_unreachable' } as const

  test.for([
    ['fine', {}, say('health.fine.text')],
    ['busy', { syncedAt: null, connection: 'connecting' }, say('health.busy.text')],
    ['offline', { connection: 'offline', problem: offline }, say('health.offline.text')],
    ['signedOut', { connection: 'signed_out' }, say('health.signedOut.text')],
    ['problem', { problem: { kind: 'disk_full' } }, say('failure.disk_full')],
    [
      'problem',
      { connection: 'offline', problem: { kind: 'central_busy', code: 'http_500', retryAt: NOW + 30_000 } },
      `${say('failure.central_fault')} Code http_500 Next try in 30 s.`,
    ],
  ] as const)('is said in one sentence: %s', async ([condition, change, text], { desk, show }) => {
    desk.answer('status.get', aStatus(change))
    show(<HealthView />)
    const heading = await screen.findByRole('heading', { name: say(`health.${condition}.title`) })
    expect(heading.nextElementSibling?.textContent).toBe(text)
  })

  test('is given in numbers', async ({ desk, show }) => {
    desk.answer(
      'status.get',
      aStatus({ queued: 3, needsYou: 1_234, fill: { done: 10, total: 2_000 }, isCopyProven: false }),
    )
    show(<HealthView />)
    await screen.findByText(say('health.connection'))
    expect(fact(say('health.connection'))).toBe(say('status.online'))
    expect(fact(say('health.age'))).toBe(say('time.justNow'))
    expect(fact(say('health.fill'))).toBe('10 of 2,000 records')
    expect(fact(say('health.proof'))).toBe(say('health.proof.running'))
    expect(fact(say('health.bookings'))).toBe('57,000')
    expect(fact(say('health.queued'))).toBe('3')
    expect(fact(say('health.needsYou'))).toBe('1,234')
  })

  test('says that nothing has come before the first fill', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ syncedAt: null, bookings: 0 }))
    show(<HealthView />)
    expect(await screen.findByText(say('health.never'))).toBeTruthy()
  })

  test('copies what a report needs with C', async ({ desk, show, user }) => {
    show(<HealthView />)
    await screen.findByText('https://central.example')
    await user.keyboard('c')
    expect(await screen.findByText(say('common.copied'))).toBeTruthy()
    expect(desk.asked('app.copy')[0]?.text.split('\n')).toEqual([
      'Release: Once 1.2.3',
      'Central service: https://central.example',
      'System: linux',
      `Sign-in kept: ${say('health.tokens.safe_storage')}`,
    ])
  })
})

describe('the records set aside', () => {
  test('are loading until the answer is there, and may be none', async ({ desk, show }) => {
    const changes = desk.hold('quarantine.list')
    show(<HealthView />)
    expect(await screen.findByText(say('common.loading'))).toBeTruthy()
    changes.arrive([])
    expect(await screen.findByText(say('health.quarantine.empty.text'))).toBeTruthy()
  })

  test('say why they could not be read, and are read again on request', async ({ desk, show, user }) => {
    desk.fail('quarantine.list', { kind: 'copy_damaged' })
    show(<HealthView />)
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.copy_damaged'))
    desk.answer('quarantine.list', [])
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('health.quarantine.empty.text'))).toBeTruthy()
  })

  test('show kind, id and reason whole, of a kind that is new as well', async ({ desk, show }) => {
    desk.answer('quarantine.list', [aside(1), aside(2, { kind: 'voucher', itemId: LONG_NAME, reason: LONG_NAME })])
    show(<HealthView />)
    await screen.findByText('bk_1')
    const items = region(say('region.middle.health')).getAllByRole('listitem')
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'Bookingbk_1reference: expected a string1 min ago',
      `voucher${LONG_NAME}${LONG_NAME}1 min ago`,
    ])
  })

  test('of 2,000 keep only the rows in sight in the page', async ({ desk, show }) => {
    desk.answer(
      'quarantine.list',
      Array.from({ length: 2_000 }, (_, seq) => aside(seq)),
    )
    show(<HealthView />)
    await screen.findByText('bk_0')
    const items = region(say('region.middle.health')).getAllByRole('listitem')
    expect(items.length).toBeLessThan(40)
    expect(items[0]?.getAttribute('aria-setsize')).toBe('2000')
  })
})
