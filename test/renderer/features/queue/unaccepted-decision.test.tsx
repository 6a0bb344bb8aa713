// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { QueueView } from '../../../../src/renderer/features/queue/queue-view.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aDecision, aKey, aNotTaken } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const queueOf = (change: Parameters<typeof aNotTaken>[0] = {}) => ({
  unaccepted: [aNotTaken({ key: aKey(), ...change })],
  waiting: [],
  today: [],
})
const chosen = () => within(screen.getByRole('region', { name: say('region.do.queue') }))

describe('a decision that was not accepted', () => {
  test('stands in a list of its own with the reason, and J opens it', async ({ desk, show, user }) => {
    desk.answer('queue.list', queueOf())
    show(<QueueView />)
    const list = await screen.findByRole('list', { name: say('queue.unaccepted') })
    expect(list.textContent).toContain(say('decide.state.refused'))
    expect(list.textContent).toContain(say('problem.forbidden'))
    expect(list.textContent).toContain(say('queue.unaccepted.decision', { word: say('decide.verdict.duplicate') }))
    await user.keyboard('j')
    expect(chosen().getByText(say('decide.note', { note: 'Father and son.' }))).toBeTruthy()
    expect(chosen().getByText(say('queue.unaccepted.what'))).toBeTruthy()
  })

  test('leaves the list once its person has said so', async ({ desk, show, user }) => {
    desk.answer('queue.list', queueOf())
    desk.answer('group.acknowledge', aDecision())
    show(<QueueView />)
    await screen.findByRole('list', { name: say('queue.unaccepted') })
    await user.keyboard('ja')
    expect(desk.asked('group.acknowledge')).toEqual([{ key: aKey() }])
    desk.answer('queue.list', { unaccepted: [], waiting: [], today: [] })
    desk.change('queue')
    expect(await screen.findByText(say('queue.waiting.empty.text'))).toBeTruthy()
    expect(screen.queryByRole('list', { name: say('queue.unaccepted') })).toBeNull()
  })

  test('of a colleague cannot be taken off the list', async ({ desk, show, user }) => {
    desk.answer('queue.list', queueOf({ by: { id: 'u2', name: 'Sam Okafor' } }))
    show(<QueueView />)
    await screen.findByRole('list', { name: say('queue.unaccepted') })
    await user.keyboard('ja')
    expect(chosen().queryByRole('button', { name: say('refund.acknowledge') })).toBeNull()
    expect(desk.asked('group.acknowledge')).toEqual([])
  })

  test('names the person whose decision came first, and says that its charges are gone', async ({
    desk,
    show,
    user,
  }) => {
    desk.answer(
      'queue.list',
      queueOf({ state: 'overtaken', overtakenBy: { id: 'u2', name: 'Sam Okafor' }, place: null }),
    )
    show(<QueueView />)
    const list = await screen.findByRole('list', { name: say('queue.unaccepted') })
    expect(list.textContent).toContain(say('queue.unaccepted.gone'))
    await user.keyboard('j')
    expect(chosen().getByText(say('decide.overtakenBy', { name: 'Sam Okafor' }))).toBeTruthy()
    expect(chosen().getByText(say('queue.unaccepted.nowhere'))).toBeTruthy()
    expect(chosen().queryByRole('button', { name: say('refund.openCustomer') })).toBeNull()
  })
})
