// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/react'
import { describe, expect } from 'vitest'
import { RefundPane } from '../../../../src/renderer/features/refund/refund-pane.tsx'
import type { Draft } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { aStatus } from '../../desk-samples.ts'
import { aCustomer, anIntent } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'
import type { ScriptedDesk } from '../../screen/scripted-desk.ts'
import { aDraft, openCharge } from './refund-samples.ts'

const CONFIRM = '{Control>}{Enter}{/Control}'

function open(desk: ScriptedDesk, draft: Partial<Draft> = {}) {
  desk.answer('customer.get', aCustomer())
  desk.answer('draft.open', { draft: aDraft({ reason: 'duplicate', keepChargeId: 'c1', ...draft }), live: null })
}

describe('the last confirmation', () => {
  test('says the amount, the reason and what is read aloud', async ({ desk, show, user }) => {
    open(desk, { note: 'rang twice' })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard(CONFIRM)
    const dialog = await screen.findByRole('dialog', { name: say('refund.confirmTitle', { amount: '£95.99' }) })
    expect(within(dialog).getByRole('blockquote').textContent).toContain(
      'I am giving back £95.99 to your card ending 5100, for EI164 on Sat, 28 Feb 2026, 20:15, booking T7MWPA. ' +
        'Your booking K3J9QX stays paid.',
    )
    const fact = (name: string) => within(dialog).getByText(name).nextElementSibling?.textContent
    expect(fact(say('refund.reason'))).toBe(say('reason.duplicate'))
    expect(fact(say('refund.detail.kept'))).toBe('K3J9QX')
    expect(fact(say('refund.note'))).toBe('rang twice')
  })

  test('says that a part is a part, and names no charge to keep', async ({ desk, show, user }) => {
    open(desk, { reason: 'goodwill', keepChargeId: null, amountMinor: 500 })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard(CONFIRM)
    const aloud = within(await screen.findByRole('dialog')).getByRole('blockquote').textContent
    expect(aloud).toContain('I am giving back £5.00')
    expect(aloud).toContain(say('refund.aloudPart', { amount: '£95.99' }))
    expect(aloud).not.toContain('stays paid')
  })

  test('goes back with Esc and gives nothing back', async ({ desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard(CONFIRM)
    await screen.findByRole('dialog')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(desk.asked('refund.submit')).toEqual([])
  })

  test('is not confirmed by an Enter too many, nor by the key that opened it and is held', async ({
    desk,
    show,
    user,
  }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('{Control>}{Enter>5/}{/Control}')
    await screen.findByRole('dialog')
    await user.keyboard('{Enter}')
    expect(desk.asked('refund.submit')).toEqual([])
  })

  test('is not opened by a key that was held down before', async ({ desk, show }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    const press = { key: 'Enter', ctrlKey: true }
    fireEvent.keyDown(document.body, { ...press, repeat: true })
    expect(screen.queryByRole('dialog')).toBeNull()
    fireEvent.keyDown(document.body, press)
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  test('submits once what was read, however often it is pressed', async ({ desk, show, user }) => {
    open(desk, { note: ' rang twice ' })
    const answer = desk.hold('refund.submit')
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard(CONFIRM)
    const dialog = await screen.findByRole('dialog')
    await user.keyboard(CONFIRM)
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: say('refund.confirming') }).disabled).toBe(
      true,
    )
    await user.keyboard(CONFIRM)
    expect(desk.asked('refund.submit')).toEqual([
      {
        key: aDraft().key,
        amountMinor: 9599,
        reason: 'duplicate',
        keepChargeId: 'c1',
        note: 'rang twice',
        expectedRefundedMinor: 0,
      },
    ])
    answer.arrive(anIntent({ note: 'rang twice' }))
    expect(await screen.findByText(say('intent.queued.label'))).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('says that the copy is checked first, where it is not proven', async ({ desk, show, user }) => {
    open(desk)
    desk.answer('status.get', aStatus({ isCopyProven: false }))
    desk.hold('refund.submit')
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard(CONFIRM)
    await screen.findByRole('dialog')
    await user.keyboard(CONFIRM)
    expect(await screen.findByRole('button', { name: say('refund.confirmingCopy') })).toBeTruthy()
  })

  test.for([
    ['changed_meanwhile', say('failure.changed_meanwhile')],
    ['keeps_nothing', say('failure.keeps_nothing')],
    ['not_saved', say('failure.not_saved')],
    ['above_left', say('failure.above_left')],
  ] as const)('returns to the form with the reason when it fails as %s', async ([kind, text], { desk, show, user }) => {
    open(desk)
    desk.fail('refund.submit', { kind })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard(CONFIRM)
    await screen.findByRole('dialog')
    await user.keyboard(CONFIRM)
    expect((await screen.findByRole('alert')).textContent).toBe(text)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
