// @vitest-environment happy-dom
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect } from 'vitest'
import { InboxView } from '../../../../../src/renderer/features/inbox/inbox-view.tsx'
import { say } from '../../../../../src/shared/text/index.ts'
import { ARABIC_NAME, anInboxPage, anInboxRow, aSession, LONG_NAME, sam } from '../../../desk-samples.ts'
import { aKey } from '../../../sample.ts'
import { screen, test, within } from '../../../screen/screen-test.tsx'
import type { ScriptedDesk } from '../../../screen/scripted-desk.ts'

const CONFIRM = '{Control>}{Enter}{/Control}'
const rows = [
  anInboxRow({ groupId: 'g1', travellerName: ARABIC_NAME, gateways: ['old'] }),
  anInboxRow({ groupId: 'g2', travellerName: LONG_NAME }),
  anInboxRow({ groupId: 'g3', travellerName: 'Yen Payer', currency: 'JPY', atStakeMinor: 500 }),
  anInboxRow({ groupId: 'g4', travellerName: 'Not Sure', confidence: 'likely' }),
  anInboxRow({ groupId: 'g5', travellerName: 'On Its Way', onItsWay: 1 }),
]

function open(desk: ScriptedDesk) {
  desk.answer('session.get', aSession({ user: sam }))
  desk.answer('inbox.list', anInboxPage(rows))
  // The customer beside the list is not what these tests are about.
  desk.hold('customer.get')
}

/** Goes to the last confirmation of all groups that are certain. */
async function findDialog(user: UserEvent) {
  await screen.findByRole('button', { name: say('inbox.selectSure') })
  await user.keyboard('{Control>}a{/Control}gb')
  return within(await screen.findByRole('dialog', { name: say('bulk.title', { count: 3 }) }))
}

describe('selecting in bulk', () => {
  test('is not offered to an agent', async ({ desk, show, user }) => {
    open(desk)
    desk.answer('session.get', aSession())
    show(<InboxView />)
    await screen.findByText('Yen Payer')
    await user.keyboard('{Control>}a{/Control} gb')
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.queryByRole('button', { name: say('inbox.selectSure') })).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('includes only certain groups for which nothing is on its way', async ({ desk, show, user }) => {
    open(desk)
    show(<InboxView />)
    await screen.findByRole('button', { name: say('inbox.selectSure') })
    await screen.findByText('On Its Way')
    // The style sheet hides those that cannot be taken.
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox', { hidden: true })
    expect(boxes.map(({ disabled }) => disabled)).toEqual([false, false, false, true, true])
    await user.keyboard('{Control>}a{/Control}')
    expect(boxes.map(({ checked }) => checked)).toEqual([true, true, true, false, false])
    expect(screen.getByText(say('inbox.selected', { count: 3 })).parentElement?.textContent).toContain(
      '£191.98 · JP¥500',
    )
  })

  test('adds and removes the chosen group with the space bar', async ({ desk, show, user }) => {
    open(desk)
    show(<InboxView />)
    await screen.findByText(new RegExp(`^${ARABIC_NAME}, .* 1 of 5$`))
    const [first] = screen.getAllByRole<HTMLInputElement>('checkbox')
    await user.keyboard(' ')
    expect(first?.checked).toBe(true)
    await user.keyboard(' ')
    expect(first?.checked).toBe(false)
  })

  test('names each group whole', async ({ desk, show }) => {
    open(desk)
    show(<InboxView />)
    await screen.findByRole('button', { name: say('inbox.selectSure') })
    for (const name of [ARABIC_NAME, LONG_NAME]) {
      expect(screen.getByRole('checkbox', { name: say('inbox.select', { name, amount: '£95.99' }) })).toBeTruthy()
    }
  })
})

describe('the last confirmation of a bulk refund', () => {
  test('says how much goes back in each currency and through which gateways, and needs a note', async ({
    desk,
    show,
    user,
  }) => {
    open(desk)
    show(<InboxView />)
    const dialog = await findDialog(user)
    expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      `£191.98${say('bulk.groups', { count: 2 })}`,
      `JP¥500${say('bulk.groups', { count: 1 })}`,
    ])
    expect(dialog.getByText(`${say('bulkGateway.both')}: 2 · ${say('bulkGateway.old')}: 1`)).toBeTruthy()
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: say('bulk.go', { count: 3 }) }).disabled).toBe(true)
    await user.keyboard(CONFIRM)
    expect(desk.asked('refund.bulk')).toEqual([])
  })

  test('sends the groups that were read once, and cannot be left meanwhile', async ({ desk, show, user }) => {
    open(desk)
    const answer = desk.hold('refund.bulk')
    show(<InboxView />)
    const dialog = await findDialog(user)
    await user.click(dialog.getByRole('textbox'))
    await user.keyboard(`outage${CONFIRM}`)
    expect(await dialog.findByRole('button', { name: say('bulk.going') })).toBeTruthy()
    await user.keyboard(`${CONFIRM}{Escape}`)
    expect(screen.getByRole('dialog')).toBeTruthy()
    expect(desk.asked('refund.bulk')).toEqual([{ groupIds: ['g1', 'g2', 'g3'], note: 'outage' }])
    answer.fail({ kind: 'disk_full' })
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.disk_full'))
  })

  test('says what was queued, and what was left out and why', async ({ desk, show, user }) => {
    open(desk)
    desk.answer('refund.bulk', {
      queued: [
        {
          groupId: 'g1',
          chargeId: 'c2',
          key: aKey(),
          reason: 'duplicate',
          gateway: 'old',
          amountMinor: 9599,
          currency: 'GBP',
        },
      ],
      leftOut: [
        { groupId: 'g2', why: 'above_limit' },
        { groupId: 'gone', why: 'not_found' },
      ],
    })
    show(<InboxView />)
    const dialog = await findDialog(user)
    await user.click(dialog.getByRole('textbox'))
    await user.keyboard(`outage${CONFIRM}`)
    const done = within(await screen.findByRole('dialog', { name: say('bulk.done.title', { count: 1 }) }))
    expect(done.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '£95.99',
      `${LONG_NAME}${say('bulk.above_limit')}`,
      `gone${say('bulk.not_found')}`,
    ])
    await user.keyboard(CONFIRM)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button', { name: say('inbox.selectSure') })).toBeTruthy()
  })
})
