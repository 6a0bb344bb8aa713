// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { History } from '../../../src/renderer/facts/history.tsx'
import { say } from '../../../src/shared/text/index.ts'
import { ARABIC_NAME, aStep } from '../desk-samples.ts'
import { aKey } from '../sample.ts'
import { screen, test } from '../screen/screen-test.tsx'

describe('the history of a refund', () => {
  test('is loading until it is there', async ({ desk, show }) => {
    const steps = desk.hold('refund.history')
    show(<History refundKey={aKey()} />)
    expect((await screen.findByRole('status')).textContent).toBe(say('common.loading'))
    steps.arrive([aStep()])
    expect(await screen.findByRole('listitem')).toBeTruthy()
  })

  test('says that no step is written down, or why it cannot be read', async ({ desk, show }) => {
    show(<History refundKey={aKey(1)} />)
    expect(await screen.findByText(say('review.history.none'))).toBeTruthy()
    desk.fail('refund.history', { kind: 'audit_broken' })
    show(<History refundKey={aKey(2)} />)
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.audit_broken'))
  })

  test('says of each step who took it, from what to what, and why, the latest first', async ({ desk, show }) => {
    desk.answer('refund.history', [
      aStep({ who: { id: 'u9', name: ARABIC_NAME }, note: 'two trips' }),
      aStep({ who: null, from: 'queued', to: 'sending', why: 'attempt_1' }),
      aStep({ who: null, from: 'sending', to: 'confirmed', why: 'succeeded' }),
    ])
    show(<History refundKey={aKey()} />)
    const steps = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)
    expect(steps).toEqual([
      `Sending → Paid2 h ago${say('why.succeeded')} ${say('review.history.central')}`,
      `Queued → Sending2 h agoAttempt 1. ${say('review.history.desk')}`,
      `Asked → Queued2 h ago${say('why.submitted')} ${ARABIC_NAME}“two trips”`,
    ])
  })

  test('shows the last six of many, and all of them after L', async ({ desk, show, user }) => {
    desk.answer(
      'refund.history',
      Array.from({ length: 40 }, (_, index) => aStep({ from: 'sending', to: 'unknown', why: `attempt_${index}` })),
    )
    show(<History refundKey={aKey()} />)
    expect(await screen.findAllByRole('listitem')).toHaveLength(6)
    expect(screen.getByRole('button', { name: say('review.history.all', { count: 40 }) })).toBeTruthy()
    await user.keyboard('l')
    expect(screen.getAllByRole('listitem')).toHaveLength(40)
    expect(screen.getByRole('button', { name: say('review.history.less') }).getAttribute('aria-expanded')).toBe('true')
  })
})
