// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { hourText } from '../../../../../src/renderer/features/inbox/filters/hour-text.ts'
import { InboxView } from '../../../../../src/renderer/features/inbox/inbox-view.tsx'
import { HOUR_MS } from '../../../../../src/renderer/state/hours.ts'
import { say } from '../../../../../src/shared/text/index.ts'
import { anInboxPage, anInboxRow, NOW } from '../../../desk-samples.ts'
import { screen, test, waitFor } from '../../../screen/screen-test.tsx'
import type { ScriptedDesk } from '../../../screen/scripted-desk.ts'

function fill(desk: ScriptedDesk, page = anInboxPage([anInboxRow()])) {
  desk.answer('inbox.list', page)
  // The customer beside the list is not what these tests are about.
  desk.hold('customer.get')
}

const filter = (name: string, value: string) =>
  screen.findByRole('button', { name: say('inbox.filter.now', { name, value }) })
const asked = (desk: ScriptedDesk) => desk.asked('inbox.list').at(-1)

describe('the filters of the inbox', () => {
  test('go one further with each press of their key, and narrow the list', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await filter(say('inbox.filter.verdict'), say('inbox.filter.any'))
    await user.keyboard('556')
    expect(await filter(say('inbox.filter.verdict'), say('verdict.unsure.label'))).toBeTruthy()
    expect(await filter(say('inbox.filter.gateway'), say('inbox.gateway.old'))).toBeTruthy()
    await waitFor(() => expect(asked(desk)?.filter).toMatchObject({ verdicts: ['unsure'], gateways: ['old'] }))
  })

  test('work with the pointer as well, and so does the order', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await user.click(await filter(say('inbox.filter.range'), say('inbox.filter.any')))
    expect(await filter(say('inbox.filter.range'), say('inbox.range.day'))).toBeTruthy()
    await user.click(await filter(say('inbox.filter.order'), say('inbox.order.newest')))
    expect(await filter(say('inbox.filter.order'), say('inbox.order.oldest'))).toBeTruthy()
    await waitFor(() => expect(asked(desk)?.order).toBe('oldest'))
    expect(asked(desk)?.filter.from).toBeGreaterThan(NOW - 25 * HOUR_MS)
  })

  test('say that nothing is like this, and how to take them off', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await filter(say('inbox.filter.verdict'), say('inbox.filter.any'))
    desk.answer('inbox.list', anInboxPage([]))
    await user.keyboard('5')
    expect(await screen.findByText(say('inbox.nothingSo.text'))).toBeTruthy()
  })

  test('accept an amount in the chosen currency, and say when it cannot be read', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await screen.findByTitle('£95.99')
    await user.keyboard('70')
    const field = screen.getByRole('textbox', { name: say('inbox.atLeast', { currency: 'GBP' }) })
    expect(document.activeElement).toBe(field)
    await user.keyboard('12.5')
    await waitFor(() => expect(asked(desk)?.filter).toMatchObject({ currency: 'GBP', atLeastMinor: 1250 }))
    expect(field.getAttribute('aria-invalid')).toBe('false')
    await user.keyboard('x')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.title).toBe(say('inbox.atLeast.unreadable', { currency: 'GBP' }))
  })
})

describe('the hours of the inbox', () => {
  const hour = (ago: number, groups: number) => ({
    at: Math.floor(NOW / HOUR_MS - ago) * HOUR_MS,
    groups,
    byGateway: { old: groups, new: 0, both: 0 },
  })

  test('say how many groups there are while no hour stands out', async ({ desk, show }) => {
    fill(desk)
    desk.answer('inbox.hours', [hour(2, 1), hour(1, 2)])
    show(<InboxView />)
    expect(
      await screen.findByText(say('inbox.hours.quiet', { range: say('inbox.range.twoDays'), count: 3 })),
    ).toBeTruthy()
  })

  test('name the hour that stands out, and show it alone on request', async ({ desk, show, user }) => {
    const spike = hour(2, 40)
    fill(desk)
    desk.answer('inbox.hours', [hour(4, 2), hour(3, 2), spike, hour(1, 2)])
    show(<InboxView />)
    const when = hourText(spike.at)
    await user.click(
      await screen.findByRole('button', { name: say('inbox.hours.spike', { count: 40, when, times: 20 }) }),
    )
    await waitFor(() => expect(asked(desk)?.filter).toMatchObject({ from: spike.at, to: spike.at + HOUR_MS }))
    expect(
      screen.getByRole('button', { name: say('inbox.hours.chosen', { when, count: 40 }), pressed: true }),
    ).toBeTruthy()
  })

  test('are walked through with comma and full stop', async ({ desk, show, user }) => {
    const [before, after] = [hour(5, 1), hour(1, 2)]
    fill(desk)
    desk.answer('inbox.hours', [before, hour(3, 0), after])
    show(<InboxView />)
    const bar = (one: typeof before) =>
      screen.findByRole('button', {
        name: say('inbox.hours.bar', { when: hourText(one.at), count: one.groups }),
        pressed: true,
      })
    await screen.findByRole('figure', { name: say('inbox.hours.name') })
    await screen.findByText(say('inbox.hours.quiet', { range: say('inbox.range.twoDays'), count: 3 }))
    await user.keyboard(',')
    expect(await bar(after)).toBeTruthy()
    await user.keyboard(',')
    expect(await bar(before)).toBeTruthy()
    await user.keyboard('.')
    expect(await bar(after)).toBeTruthy()
  })
})
