// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { QueueView } from '../../../../src/renderer/features/queue/queue-view.tsx'
import type { QueueView as Queue } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { NOW, UNUSUAL_NAMES } from '../../desk-samples.ts'
import { AT, aCustomer, aKey, anIntent } from '../../sample.ts'
import { screen, test, waitFor, within } from '../../screen/screen-test.tsx'

const aQueue = (change: Partial<Queue> = {}): Queue => ({ unaccepted: [], waiting: [], today: [], ...change })
const sams = { id: 'u2', name: 'Sam Okafor' }
const refunds = () => within(screen.getByRole('region', { name: say('region.middle.queue') }))
const rows = () =>
  refunds()
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '')

describe('the queue', () => {
  test('is loading until the answer is there', async ({ desk, show }) => {
    const queue = desk.hold('queue.list')
    show(<QueueView />)
    expect((await screen.findByRole('status')).textContent).toBe(say('common.loading'))
    queue.arrive(aQueue())
    expect(await screen.findByText(say('queue.waiting.empty.text'))).toBeTruthy()
  })

  test('says why it could not be read, and is read again on request', async ({ desk, show, user }) => {
    desk.fail('queue.list', { kind: 'store_unreadable' })
    show(<QueueView />)
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.store_unreadable'))
    desk.answer('queue.list', aQueue())
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('queue.waiting.empty.text'))).toBeTruthy()
  })

  test('says of each list that it is empty, and what comes there', async ({ desk, show }) => {
    desk.answer('queue.list', aQueue())
    show(<QueueView />)
    expect(await screen.findByText(say('queue.waiting.empty.text'))).toBeTruthy()
    expect(screen.getByText(say('queue.today.empty.text'))).toBeTruthy()
    expect(screen.getByText(say('queue.total.none'))).toBeTruthy()
    expect(screen.getByText(say('queue.choose.text'))).toBeTruthy()
  })

  test('lists what needs a person first, then the rest, each with why it waits', async ({ desk, show }) => {
    const waiting = [
      anIntent({ key: aKey(1), waitingFor: 'network', attempts: 3, travellerName: 'First Waits' }),
      anIntent({
        key: aKey(2),
        waitingFor: 'retry',
        dueAt: NOW + 120_000,
        state: 'unknown',
        travellerName: 'Second Waits',
      }),
      anIntent({ key: aKey(3), waitingFor: 'person', state: 'needs_review', problemCode: 'key_reused', attempts: 1 }),
    ]
    desk.answer('queue.list', aQueue({ waiting }))
    show(<QueueView />)
    await screen.findByText('First Waits')
    expect(rows()).toEqual([
      expect.stringContaining(`${say('problem.key_reused')}1 attempt`),
      expect.stringContaining(`${say('waiting.network')}3 attempts`),
      expect.stringContaining(`${say('waiting.retry')}${say('queue.nextTry', { when: 'in 2 min' })}`),
    ])
    expect(rows()[1]).toBe(`QueuedFirst WaitsT7MWPA · EI164${say('waiting.network')}3 attempts£95.992 h ago`)
  })

  test('names the agent of a refund, unless it is one’s own', async ({ desk, show }) => {
    desk.answer('queue.list', aQueue({ waiting: [anIntent(), anIntent({ key: aKey(2), agent: sams })] }))
    show(<QueueView />)
    await screen.findByText(say('queue.by', { name: 'Sam Okafor' }), { exact: false })
    expect(rows().filter((row) => row.includes('Ana Silva'))).toEqual([])
  })

  test.for(UNUSUAL_NAMES)(
    'shows a name that is %s whole, and the amount apart from it',
    async ([, name], { desk, show }) => {
      desk.answer('queue.list', aQueue({ waiting: [anIntent({ travellerName: name })] }))
      show(<QueueView />)
      const shown = await screen.findByText(name)
      expect(shown.textContent).toBe(name)
      expect(within(shown.closest('button') as HTMLElement).getByText('£95.99').textContent).toBe('£95.99')
    },
  )

  test('of 1,000 refunds keeps only the rows in sight in the page, and says how many there are', async ({
    desk,
    show,
  }) => {
    const waiting = Array.from({ length: 1_000 }, (_, index) => anIntent({ key: aKey(index) }))
    desk.answer('queue.list', aQueue({ waiting }))
    show(<QueueView />)
    expect(await screen.findByRole('heading', { name: `${say('queue.waiting')} · 1000` })).toBeTruthy()
    const items = refunds().getAllByRole('listitem')
    expect(items.length).toBeLessThan(40)
    expect(items[0]?.getAttribute('aria-setsize')).toBe('1000')
  })

  test('opens the refund that J and K choose', async ({ desk, show, user }) => {
    const waiting = [anIntent({ key: aKey(1) }), anIntent({ key: aKey(2), reference: 'R-SECOND' })]
    desk.answer('queue.list', aQueue({ waiting }))
    desk.answer('customer.get', aCustomer())
    show(<QueueView />)
    await screen.findAllByText('Davey Jones')
    await user.keyboard('jjj')
    const chosen = within(screen.getByRole('region', { name: say('region.do.queue') }))
    expect(chosen.getByText('R-SECOND')).toBeTruthy()
    expect(refunds().getAllByRole('button', { pressed: true })).toHaveLength(1)
    await user.keyboard('k')
    expect(chosen.getByText('R-3F2A91C0')).toBeTruthy()
    await chosen.findByText(say('review.history.none'))
  })
})

describe('the filters of the queue', () => {
  const waiting = [
    anIntent({ key: aKey(1), waitingFor: 'network', travellerName: 'Waits Network' }),
    anIntent({ key: aKey(2), waitingFor: 'approval', state: 'pending_approval', travellerName: 'Waits Approval' }),
    anIntent({ key: aKey(3), waitingFor: 'owner', agent: sams, travellerName: 'Waits Owner' }),
  ]

  test('say how many there are of each kind, and F goes through them', async ({ desk, show, user }) => {
    desk.answer('queue.list', aQueue({ waiting }))
    show(<QueueView />)
    await screen.findByText('Waits Network')
    const filter = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })
    expect(filter(say('queue.filter.network')).textContent).toBe(`${say('queue.filter.network')}1`)
    expect(filter(say('queue.filter.person')).textContent).toBe(`${say('queue.filter.person')}0`)
    await user.keyboard('f')
    expect(filter(say('queue.filter.person')).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByText(say('queue.nothingSo.text'))).toBeTruthy()
    await user.keyboard('f')
    expect(rows()).toEqual([expect.stringContaining('Waits Network')])
    await user.click(filter(say('queue.filter.approval')))
    expect(rows()).toEqual([expect.stringContaining('Waits Approval')])
  })

  test('show those of others after M twice', async ({ desk, show, user }) => {
    desk.answer('queue.list', aQueue({ waiting }))
    show(<QueueView />)
    await screen.findByText('Waits Network')
    await user.keyboard('mm')
    expect(screen.getByRole('button', { name: say('queue.whose.others') }).getAttribute('aria-pressed')).toBe('true')
    expect(rows()).toEqual([expect.stringContaining('Waits Owner')])
  })
})

describe('today', () => {
  const today = [
    anIntent({ key: aKey(1), state: 'confirmed', centralState: 'succeeded', endedAt: AT }),
    anIntent({
      key: aKey(2),
      state: 'confirmed',
      centralState: 'pending',
      endedAt: AT,
      currency: 'JPY',
      amountMinor: 500,
    }),
    anIntent({ key: aKey(3), state: 'refused', endedAt: AT }),
  ]

  test('adds up what was given back, each currency by itself', async ({ desk, show }) => {
    desk.answer('queue.list', aQueue({ today }))
    show(<QueueView />)
    const total = (await screen.findByRole('heading', { name: say('queue.total') })).parentElement
    expect(total?.textContent).toBe(`${say('queue.total')}GBP£95.99JPYJP¥500`)
  })

  test('is exported with E, and says where it was saved', async ({ desk, show, user }) => {
    desk.answer('queue.list', aQueue({ today }))
    desk.answer('report.export', { fileName: 'refunds.csv' })
    show(<QueueView />)
    await screen.findByRole('button', { name: say('queue.export') })
    await user.keyboard('e')
    expect(await screen.findByText(say('queue.exported', { file: 'refunds.csv' }))).toBeTruthy()
    expect(desk.asked('report.export')).toHaveLength(1)
  })

  test('says nothing when the person does not save the export', async ({ desk, show, user }) => {
    desk.answer('queue.list', aQueue({ today }))
    const answer = desk.hold('report.export')
    show(<QueueView />)
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: say('queue.export') })
    await user.click(button)
    expect(button.disabled).toBe(true)
    answer.arrive({ fileName: null })
    await waitFor(() => expect(button.disabled).toBe(false))
    expect(screen.getByRole('status').textContent).toBe('')
  })

  test('says why an export failed', async ({ desk, show, user }) => {
    desk.answer('queue.list', aQueue({ today }))
    desk.fail('report.export', { kind: 'disk_full' })
    show(<QueueView />)
    await user.click(await screen.findByRole('button', { name: say('queue.export') }))
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.disk_full'))
  })
})
