// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { InboxView } from '../../../../src/renderer/features/inbox/inbox-view.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { anInboxPage, anInboxRow, aStatus, UNUSUAL_NAMES } from '../../desk-samples.ts'
import { aCustomer } from '../../sample.ts'
import { screen, test, waitFor, within } from '../../screen/screen-test.tsx'
import type { ScriptedDesk } from '../../screen/scripted-desk.ts'

const names = ['Ada Byron', 'Ben Okri', 'Cleo Laine']
const rows = names.map((travellerName, index) => anInboxRow({ groupId: `g${index}`, travellerName }))
const list = () => screen.getByRole('list', { name: say('inbox.list') })
/** Who is chosen in the list. */
const chosen = () =>
  within(list())
    .queryAllByRole('button', { pressed: true })
    .map(({ textContent }) => textContent ?? '')

function fill(desk: ScriptedDesk, page = anInboxPage(rows)) {
  desk.answer('inbox.list', page)
  desk.answer('customer.get', aCustomer())
}

describe('the inbox', () => {
  test('is loading until the answer is there', async ({ desk, show }) => {
    const page = desk.hold('inbox.list')
    show(<InboxView />)
    expect(await screen.findByText(say('common.loading'))).toBeTruthy()
    page.arrive(anInboxPage([]))
    expect(await screen.findByText(say('inbox.empty.text'))).toBeTruthy()
  })

  test('says why it could not be read, and is read again on request', async ({ desk, show, user }) => {
    desk.fail('inbox.list', { kind: 'copy_damaged' })
    show(<InboxView />)
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.copy_damaged'))
    fill(desk)
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText('Ada Byron')).toBeTruthy()
  })

  test('shows how far the first fill is in place of a list', async ({ desk, show }) => {
    fill(desk)
    desk.answer('status.get', aStatus({ syncedAt: null, fill: { done: 1_000, total: 4_000 } }))
    show(<InboxView />)
    expect(await screen.findByText(say('fill.count', { done: 1_000, total: 4_000 }))).toBeTruthy()
    expect(screen.getByText('25%')).toBeTruthy()
    expect(screen.queryByRole('list', { name: say('inbox.list') })).toBeNull()
  })

  test('opens with its first group, and says what is at stake in all', async ({ desk, show }) => {
    fill(desk)
    show(<InboxView />)
    await waitFor(() => expect(chosen()).toEqual([expect.stringContaining('Ada Byron')]))
    expect(screen.getByRole('heading', { name: say('inbox.total', { count: 3 }) })).toBeTruthy()
    expect(screen.getByTitle('£287.97').textContent).toBe('£287.97')
    expect(chosen()[0]).toBe('Ada Byron£95.99Paid twiceEI1641 h 48 min ago')
    expect(await screen.findByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
  })

  test('says to a screen reader which group is chosen after J', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await screen.findByRole('heading', { name: 'Davey Jones' })
    await user.keyboard('j')
    expect(chosen()).toEqual([expect.stringContaining('Ben Okri')])
    const place = { name: 'Ben Okri', verdict: say('verdict.duplicate.label'), amount: '£95.99', number: 2, total: 3 }
    expect(screen.getByText(say('inbox.row', place))).toBeTruthy()
    await user.keyboard('jjj')
    expect(chosen()).toEqual([expect.stringContaining('Cleo Laine')])
  })

  test('skips with S, brings back with Ctrl+Z, and ends a round', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await screen.findByRole('heading', { name: 'Davey Jones' })
    await user.keyboard('js')
    expect(within(list()).queryByText('Ben Okri')).toBeNull()
    expect(within(list()).getByText('Ada Byron')).toBeTruthy()
    expect(chosen()).toEqual([expect.stringContaining('Cleo Laine')])
    expect(screen.getByText(say('inbox.skipped', { count: 1 }))).toBeTruthy()
    await user.keyboard('ss')
    expect(screen.getByText(say('inbox.allSkipped.text'))).toBeTruthy()
    await user.keyboard('{Control>}z{/Control}')
    expect(within(list()).getByText('Ada Byron')).toBeTruthy()
  })

  test('opens the refund of the chosen group with R', async ({ desk, show, user }) => {
    fill(desk, anInboxPage([anInboxRow()]))
    desk.hold('draft.open')
    show(<InboxView />)
    await screen.findByRole('heading', { name: 'Davey Jones' })
    expect(screen.getByText(say('inbox.refund.text'))).toBeTruthy()
    await user.keyboard('r')
    expect(screen.queryByText(say('inbox.refund.text'))).toBeNull()
    expect(desk.asked('draft.open')).toEqual([{ chargeId: 'c2' }])
  })

  test('says of a hold that it drops off, and shows what is held', async ({ desk, show }) => {
    fill(desk, anInboxPage([anInboxRow({ verdict: 'hold', atStakeMinor: 0 })], { atStake: [] }))
    show(<InboxView />)
    expect(await screen.findByText(say('inbox.refund.hold'))).toBeTruthy()
    expect(chosen()[0]).toContain('£95.99Hold')
  })

  test('marks a group for which something is on its way', async ({ desk, show }) => {
    fill(desk, anInboxPage([anInboxRow({ onItsWay: 1 })]))
    show(<InboxView />)
    expect(await screen.findByText(say('inbox.onItsWay'))).toBeTruthy()
  })

  test.for(UNUSUAL_NAMES)(
    'shows a name that is %s whole, and the amount apart from it',
    async ([, name], { desk, show }) => {
      fill(desk, anInboxPage([anInboxRow({ travellerName: name })]))
      show(<InboxView />)
      const shown = await screen.findByText(name)
      expect(shown.textContent).toBe(name)
      expect(shown.nextElementSibling?.textContent).toBe('£95.99')
    },
  )

  test('asks for the next page near the end of the first, and keeps the rows in sight in the page', async ({
    desk,
    show,
  }) => {
    const many = (from: number) =>
      Array.from({ length: 12 }, (_, index) =>
        anInboxRow({ groupId: `g${from + index}`, travellerName: `Row ${from + index}` }),
      )
    desk.answer('customer.get', aCustomer())
    desk.answer('inbox.list', ({ after }) =>
      anInboxPage(many(after === null ? 0 : 12), { total: 24, after: after === null ? 'page2' : null }),
    )
    show(<InboxView />)
    expect(await screen.findByText('Row 15')).toBeTruthy()
    expect(desk.asked('inbox.list').map(({ after }) => after)).toContain('page2')
    expect(within(list()).getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('24')
    expect(screen.getByText(say('inbox.end'))).toBeTruthy()
  })

  test('keeps the chosen customer open when the group leaves the list', async ({ desk, show, user }) => {
    fill(desk)
    show(<InboxView />)
    await screen.findByRole('heading', { name: 'Davey Jones' })
    await user.keyboard('j')
    desk.answer('inbox.list', anInboxPage(rows.filter(({ groupId }) => groupId !== 'g1')))
    desk.change('copy')
    await waitFor(() => expect(within(list()).queryByText('Ben Okri')).toBeNull())
    expect(chosen()).toEqual([])
    expect(screen.getByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
    await user.keyboard('j')
    expect(chosen()).toEqual([expect.stringContaining('Cleo Laine')])
  })
})
