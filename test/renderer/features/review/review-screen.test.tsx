// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { ReviewScreen } from '../../../../src/renderer/features/review/review-screen.tsx'
import type { IntentView, RefundReview } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { ARABIC_NAME, aReview } from '../../desk-samples.ts'
import { AT, aKey, anIntent } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const CONFIRM = '{Control>}{Enter}{/Control}'
const names = { left: 'queue', middle: 'evidence', right: 'act' }
const review = (known: IntentView | null = aReview().intent) => (
  <ReviewScreen refundKey={aKey()} known={known} names={names} left={null} />
)
const act = () => within(screen.getByRole('region', { name: 'act' }))

describe('looking into a refund', () => {
  test('shows the refund at once, and says that the central service is being asked', async ({ desk, show }) => {
    const answer = desk.hold('refund.review')
    show(review(anIntent({ state: 'needs_review', travellerName: ARABIC_NAME })))
    expect(screen.getByRole('heading', { name: `£95.99 · ${ARABIC_NAME}` })).toBeTruthy()
    expect(screen.getByText(say('review.central.asking'))).toBeTruthy()
    answer.arrive(aReview())
    expect(await screen.findByText(say('review.central.not_seen'))).toBeTruthy()
    expect(screen.queryByText(say('review.central.asking'))).toBeNull()
    await screen.findByText(say('review.history.none'))
  })

  test('says why it could not be read, and is read again on request', async ({ desk, show, user }) => {
    desk.fail('refund.review', { kind: 'not_found' })
    show(review(null))
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.not_found'))
    desk.answer('refund.review', aReview())
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('review.central.not_seen'))).toBeTruthy()
    await screen.findByText(say('review.history.none'))
  })

  test('shows what was sent, byte for byte, and what came back', async ({ desk, show }) => {
    desk.answer('refund.review', aReview())
    show(review())
    expect(await screen.findByText('{"charge_id":"c2","amount_minor":9599}')).toBeTruthy()
    expect(screen.getByText(aKey())).toBeTruthy()
    expect(screen.getByText(say('problem.network'))).toBeTruthy()
    await screen.findByText(say('review.history.none'))
  })

  const refund = { id: 'f1', chargeId: 'c2', amountMinor: 9599, currency: 'GBP', state: 'succeeded', updatedAt: AT }

  test.for<readonly [string, RefundReview['central'], readonly string[]]>([
    ['has the refund', { kind: 'refund', refund }, [say('review.central.refund', { amount: '£95.99' })]],
    [
      'has it with another amount and charge',
      { kind: 'refund', refund: { ...refund, amountMinor: 1, chargeId: 'c9' } },
      [say('review.central.otherAmount', { amount: '£95.99' }), say('review.central.otherCharge')],
    ],
    ['is working on it', { kind: 'working' }, [say('review.central.working')]],
    [
      'cannot be asked',
      { kind: 'not_reachable', failure: { kind: 'central_unreachable' } },
      [say('review.central.not_reachable'), say('failure.central_unreachable')],
    ],
  ])('says that the central service %s', async ([, central, texts], { desk, show }) => {
    desk.answer('refund.review', aReview({ central }))
    show(review())
    for (const text of texts) expect(await screen.findByText(text)).toBeTruthy()
    await screen.findByText(say('review.history.none'))
  })

  test('shows a voided key as the proof that no money moved', async ({ desk, show }) => {
    desk.answer('refund.review', aReview())
    show(review(anIntent({ state: 'refused', problemCode: 'voided', endedAt: AT })))
    expect(await screen.findByText(say('review.central.voided'))).toBeTruthy()
    expect(screen.getByText(say('review.settled'))).toBeTruthy()
    await screen.findByText(say('review.history.none'))
  })
})

describe('what can be done about it', () => {
  test('Q asks by the key, and says how it came out', async ({ desk, show, user }) => {
    desk.answer('refund.review', aReview())
    desk.answer('refund.askAgain', anIntent({ state: 'confirmed', centralState: 'pending', endedAt: AT }))
    show(review(null))
    await act().findByRole('button', { name: say('review.askAgain') })
    await user.keyboard('q')
    expect(await act().findByText(say('outcome.accepted'))).toBeTruthy()
    expect(desk.asked('refund.askAgain')).toEqual([{ key: aKey() }])
    expect(act().queryByRole('button', { name: say('review.askAgain') })).toBeNull()
  })

  test('a key that was used with other content is not sent again, and it says so', async ({ desk, show, user }) => {
    desk.answer('refund.review', aReview())
    desk.fail('refund.askAgain', { kind: 'central_refused', code: 'key_reused' })
    show(review())
    await act().findByText(say('review.history.none'))
    await user.keyboard('q')
    expect(await act().findByText(say('review.askAgain.reused'))).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('X has the key voided, with a note', async ({ desk, show, user }) => {
    desk.answer('refund.review', aReview())
    desk.answer('refund.closeAsNotExecuted', anIntent({ state: 'refused', problemCode: 'voided', endedAt: AT }))
    show(review(null))
    await act().findByRole('button', { name: say('review.close') })
    await user.keyboard('x')
    await user.keyboard(`${CONFIRM}Not paid.${CONFIRM}`)
    expect(await act().findByText(say('outcome.refused'))).toBeTruthy()
    expect(desk.asked('refund.closeAsNotExecuted')).toEqual([{ key: aKey(), note: 'Not paid.' }])
  })

  test('a colleague’s refund can be asked for, and not be closed', async ({ desk, show }) => {
    const agent = { id: 'u9', name: ARABIC_NAME }
    desk.answer('refund.review', aReview())
    show(review(anIntent({ state: 'needs_review', agent })))
    expect(await act().findByText(say('review.close.who', { agent: ARABIC_NAME }))).toBeTruthy()
    expect(act().queryByRole('button', { name: say('review.close') })).toBeNull()
    await screen.findByText(say('review.history.none'))
  })

  test('a refund that failed after it was accepted stays until A', async ({ desk, show, user }) => {
    const failed = anIntent({ state: 'needs_review', centralState: 'failed', waitingFor: 'person', endedAt: AT })
    desk.answer('refund.review', aReview({ intent: failed }))
    desk.answer('refund.acknowledge', failed)
    show(review(failed))
    expect(await act().findByText(say('outcome.failed_later.caller', { amount: '£95.99' }))).toBeTruthy()
    expect(await act().findByText(say('review.seen.hint'))).toBeTruthy()
    await user.keyboard('a')
    expect(desk.asked('refund.acknowledge')).toEqual([{ key: aKey() }])
    await screen.findByText(say('review.history.none'))
  })
})
