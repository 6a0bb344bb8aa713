// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { IntentCard } from '../../../../src/renderer/features/intent/intent-card.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aSession, HEBREW_NAME, LONG_NAME, NOW, sam } from '../../desk-samples.ts'
import { AT, aCustomer, aKey, anIntent } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const buttons = () =>
  screen
    .queryAllByRole('button')
    .map(({ textContent }) => textContent)
    .filter((text) => text !== say('refund.copy'))

describe('the card of a refund', () => {
  const money = { amount: '£95.99', last4: '5100' }
  const ended = { endedAt: AT + 1 }

  test.for([
    ['queued', {}, say('intent.queued.caller', money), [say('refund.cancel')]],
    ['sending', { attempts: 1 }, say('intent.sending.caller', money), []],
    [
      'unknown',
      { attempts: 1, waitingFor: 'retry' },
      say('intent.unknown.caller', money),
      [say('queue.lookInto'), say('queue.retry')],
    ],
    ['needs_review', { waitingFor: 'person' }, say('intent.needs_review.caller', money), [say('queue.lookInto')]],
    ['pending_approval', { waitingFor: 'approval' }, say('intent.pending_approval.caller', money), []],
    ['refused', { waitingFor: 'person', ...ended }, say('intent.refused.caller', money), [say('refund.acknowledge')]],
    ['cancelled', ended, say('intent.cancelled.caller', money), []],
  ] as const)(
    'says of one that is %s what it means, what to say, and what can be done',
    async ([state, change, caller, acts], { desk, show }) => {
      desk.answer('customer.get', aCustomer())
      show(<IntentCard intent={anIntent({ ...change, state })} onAgain={null} />)
      expect(screen.getByText(say(`intent.${state}.label`))).toBeTruthy()
      expect(await screen.findByText(say(`intent.${state}.agent`))).toBeTruthy()
      expect(screen.getByRole('blockquote').textContent).toContain(caller)
      await screen.findByText(say('review.history.none'))
      expect(buttons()).toEqual(acts)
    },
  )

  test.for([
    ['pending', 'accepted'],
    ['succeeded', 'paid'],
    ['something new', 'accepted'],
  ] as const)('says of a confirmed one that is %s that it is %s', async ([centralState, face], { desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<IntentCard intent={anIntent({ state: 'confirmed', centralState, ...ended })} onAgain={null} />)
    expect(screen.getByText(say(`intent.${face}.label`))).toBeTruthy()
    expect(screen.getByRole('blockquote').textContent).toContain(say(`intent.${face}.caller`, money))
    expect(await screen.findByText(say('refund.stands', { reference: 'T7MWPA' }))).toBeTruthy()
  })

  test.for([
    ['network', say('waiting.network')],
    ['gateway', say('waiting.gateway')],
    ['sign_in', say('waiting.sign_in')],
    ['owner', say('waiting.owner', { agent: 'Ana Silva' })],
    ['copy', say('waiting.copy')],
    [null, say('waiting.turn')],
  ] as const)('says what a queued one waits for: %s', async ([waitingFor, text], { desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<IntentCard intent={anIntent({ waitingFor })} onAgain={null} />)
    await screen.findByText(say('review.history.none'))
    expect(screen.getByText(text)).toBeTruthy()
  })

  test('says who gave money back first, and offers to work it out again', async ({ desk, show, user }) => {
    const who = { id: 'u5', name: HEBREW_NAME }
    const first = { chargeId: 'c1', amountMinor: 4000, currency: 'GBP', who, at: NOW - 60_000, state: 'pending' }
    const faster = { currentRefundedMinor: 4000, refunds: [first] }
    desk.answer('customer.get', aCustomer())
    let again = 0
    show(
      <IntentCard
        intent={anIntent({ state: 'refused', problemCode: 'stale', faster, ...ended })}
        onAgain={() => again++}
      />,
    )
    expect(screen.getByText(say('outcome.faster.agent'))).toBeTruthy()
    expect(screen.getByRole('blockquote').textContent).toContain(say('intent.refused.faster'))
    const item = within(screen.getByRole('heading', { name: say('refund.faster') }).parentElement as HTMLElement)
    expect(item.getByRole('listitem').textContent).toBe(
      `£40.00 by ${HEBREW_NAME}, ${say('faster.onKept')}, 1 min ago${say('refundState.pending')}`,
    )
    expect(screen.getByText(say('faster.left', { amount: '£40.00' }))).toBeTruthy()
    expect(buttons()).toEqual([say('faster.recompute')])
    await user.keyboard('r')
    expect(again).toBe(1)
    await screen.findByText(say('review.history.none'))
  })

  test.for([
    ['rejected', say('decision.rejected', { name: 'Sam Okafor' })],
    ['pending', say('decision.approved', { name: 'Sam Okafor' })],
  ] as const)(
    'says who decided on one that is %s, and in which words',
    async ([centralState, text], { desk, show }) => {
      const decision = { by: { id: 'u2', name: 'Sam Okafor' }, note: 'One trip.' }
      desk.answer('customer.get', aCustomer())
      show(<IntentCard intent={anIntent({ state: 'confirmed', centralState, decision, ...ended })} onAgain={null} />)
      expect(screen.getByText(text).parentElement?.textContent).toBe(`${text} “One trip.”`)
      await screen.findByText(say('review.history.none'))
    },
  )

  test('shows its facts whole, the note and a long name too', async ({ desk, show }) => {
    const agent = { id: 'u9', name: LONG_NAME }
    desk.answer('customer.get', aCustomer())
    show(
      <IntentCard
        intent={anIntent({
          agent,
          note: LONG_NAME,
          attempts: 12,
          dueAt: NOW + 90_000,
          problemCode: 'http_503',
          state: 'unknown',
        })}
        onAgain={null}
      />,
    )
    await screen.findByText(say('refund.detail.kept'))
    const fact = (name: string) => screen.getByText(name).nextElementSibling?.textContent
    expect(fact(say('refund.detail.kept'))).toBe('K3J9QX')
    expect(fact(say('refund.detail.note'))).toBe(LONG_NAME)
    expect(fact(say('refund.detail.agent'))).toBe(LONG_NAME)
    expect(fact(say('refund.detail.attempts'))).toBe('12')
    expect(fact(say('refund.detail.next'))).toBe('in 1 min')
    expect(fact(say('refund.detail.problem'))).toBe(say('problem.http_503'))
    await screen.findByText(say('review.history.none'))
  })

  test('copies its reference with C', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    show(<IntentCard intent={anIntent()} onAgain={null} />)
    await user.keyboard('c')
    expect(await screen.findByText(say('common.copied'))).toBeTruthy()
    expect(desk.asked('app.copy')).toEqual([{ text: 'R-3F2A91C0' }])
  })
})

describe('what may be done about a refund', () => {
  test('X takes back what never left, and says why where it fails', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.fail('refund.cancel', { kind: 'changed_meanwhile' })
    show(<IntentCard intent={anIntent()} onAgain={null} />)
    await screen.findByRole('button', { name: say('refund.cancel') })
    await user.keyboard('x')
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.changed_meanwhile'))
    expect(desk.asked('refund.cancel')).toEqual([{ key: aKey() }])
  })

  test('A says that a refusal was read, and T does nothing to it', async ({ desk, show, user }) => {
    const intent = anIntent({ state: 'refused', waitingFor: 'person', endedAt: AT })
    desk.answer('customer.get', aCustomer())
    desk.answer('refund.acknowledge', intent)
    show(<IntentCard intent={intent} onAgain={null} />)
    await screen.findByRole('button', { name: say('refund.acknowledge') })
    await user.keyboard('ta')
    expect(desk.asked('refund.retryNow')).toEqual([])
    expect(desk.asked('refund.acknowledge')).toEqual([{ key: aKey() }])
    await screen.findByText(say('review.history.none'))
  })

  test('a supervisor ends the refund of a colleague with a note', async ({ desk, show, user }) => {
    desk.answer('session.get', aSession({ user: sam }))
    desk.answer('customer.get', aCustomer())
    desk.answer('refund.supervise', anIntent({ state: 'cancelled' }))
    show(<IntentCard intent={anIntent()} onAgain={null} />)
    await screen.findByRole('button', { name: say('supervise.take_back', { agent: 'Ana Silva' }) })
    await user.keyboard('x')
    expect(screen.getByText(say('supervise.take_back.hint', { agent: 'Ana Silva' }))).toBeTruthy()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(desk.asked('refund.supervise')).toEqual([])
    await user.keyboard('Away.{Control>}{Enter}{/Control}')
    expect(await screen.findByRole('button', { name: say('supervise.take_back', { agent: 'Ana Silva' }) })).toBeTruthy()
    expect(desk.asked('refund.supervise')).toEqual([{ key: aKey(), note: 'Away.' }])
  })

  test('an agent cannot touch the refund of a colleague', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    show(<IntentCard intent={anIntent({ agent: { id: 'u2', name: 'Sam Okafor' } })} onAgain={null} />)
    await screen.findByText(say('review.history.none'))
    await user.keyboard('x')
    expect(buttons()).toEqual([])
    expect(desk.asked('refund.cancel')).toEqual([])
  })
})
