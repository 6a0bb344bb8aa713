// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { Results } from '../../../../src/renderer/features/search/results.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aFoundPerson, aSearchAnswer, aStatus, UNUSUAL_NAMES } from '../../desk-samples.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const typed = (text: string) => ({ do: 'type', text }) as const
const flight = { kind: 'flight', text: 'ei164', value: 'EI164' } as const

describe('the search results', () => {
  test('say what can be typed before anything is', ({ show }) => {
    show(<Results />)
    expect(screen.getByRole('heading', { name: say('search.start.title') })).toBeTruthy()
    expect(screen.getAllByRole('listitem')).toHaveLength(7)
  })

  test('are loading until the answer is there', async ({ desk, show }) => {
    const answer = desk.hold('search')
    show(<Results />, typed('jones'))
    expect(await screen.findByText(say('common.loading'))).toBeTruthy()
    answer.arrive(aSearchAnswer([aFoundPerson()]))
    expect(await screen.findByRole('option')).toBeTruthy()
    expect(desk.asked('search')).toEqual([{ text: 'jones' }])
  })

  test('say why they could not be read, and are read again on request', async ({ desk, show, user }) => {
    desk.fail('search', { kind: 'bad_argument', code: 'card_number' })
    show(<Results />, typed('jones'))
    expect((await screen.findByRole('alert')).textContent).toContain(say('problem.card_number'))
    desk.answer('search', aSearchAnswer([aFoundPerson()]))
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByRole('option')).toBeTruthy()
  })

  test('wait for the engine while it starts again, and say so', async ({ desk, show }) => {
    desk.fail('search', { kind: 'engine_restarting' })
    show(<Results />, typed('jones'))
    expect(await screen.findByText(say('failure.engine_restarting'))).toBeTruthy()
    desk.answer('search', aSearchAnswer([aFoundPerson()]))
    expect(await screen.findByRole('option')).toBeTruthy()
    expect(screen.queryByText(say('failure.engine_restarting'))).toBeNull()
  })

  test('say that nobody was found, and what to try', async ({ desk, show }) => {
    desk.answer('search', aSearchAnswer([]))
    show(<Results />, typed('jones'))
    expect(await screen.findByText(say('search.none.text'))).toBeTruthy()
  })

  test('ask to keep typing while nothing can be looked for', async ({ desk, show }) => {
    desk.answer('search', aSearchAnswer([], { clues: [] }))
    show(<Results />, typed('j'))
    expect(await screen.findByText(say('search.short.text'))).toBeTruthy()
  })

  test('do not say that nobody was found before the first fill', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ syncedAt: null }))
    desk.answer('search', aSearchAnswer([]))
    show(<Results />, typed('jones'))
    expect(await screen.findByText(say('search.early.text'))).toBeTruthy()
    expect(screen.queryByText(say('search.none.text'))).toBeNull()
  })

  test('say who it is, how many groups to check, and why they were found', async ({ desk, show }) => {
    desk.answer('search', aSearchAnswer([aFoundPerson({ last4s: ['5100', '4242', '0005', '1117'] })]))
    show(<Results />, typed('jones'))
    const person = await screen.findByRole('option')
    expect(person.textContent).toBe('Davey Jones1 to checkd•••••@example.org·· 5100·· 4242+2name')
    expect(within(person).getByText('Jones').tagName).toBe('MARK')
    expect(within(person).getByRole('img', { name: say('search.matched') })).toBeTruthy()
  })

  test('tell apart those who fit every word from those who fit a part', async ({ desk, show }) => {
    const people = [
      aFoundPerson(),
      aFoundPerson({ bookingId: 'r2', name: 'Davey Smith', unmatched: [flight] }),
      aFoundPerson({ bookingId: 'r3', name: 'Davey Brown', groups: 0, unmatched: [flight] }),
    ]
    desk.answer('search', aSearchAnswer(people))
    show(<Results />, typed('jones ei164'))
    const [first, second, third] = await screen.findAllByRole('option')
    const line = say('search.partlyToo', { count: 2 })
    expect(screen.getByText(`${say('search.people', { count: 1 })}, ${line}`)).toBeTruthy()
    expect(screen.getByText(line)).toBeTruthy()
    expect(first?.textContent).not.toContain('not flight')
    expect(second?.textContent).toContain(say('search.missed', { clues: 'flight EI164' }))
    expect(third?.textContent).toContain(say('search.bookings', { count: 2 }))
  })

  test('say first that nobody fits every word', async ({ desk, show }) => {
    desk.answer('search', aSearchAnswer([aFoundPerson({ unmatched: [flight] })]))
    show(<Results />, typed('jones ei164'))
    expect(await screen.findByText(say('search.partly'))).toBeTruthy()
  })

  test('of many people keep only the rows in sight in the page, and say that more match', async ({ desk, show }) => {
    const people = Array.from({ length: 200 }, (_, index) => aFoundPerson({ bookingId: `r${index}` }))
    desk.answer('search', aSearchAnswer(people, { more: true }))
    show(<Results />, typed('jones'))
    expect(await screen.findByText(say('search.more'))).toBeTruthy()
    const options = screen.getAllByRole('option')
    expect(options.length).toBeLessThan(40)
    expect(options[0]?.getAttribute('aria-setsize')).toBe('200')
    expect(screen.getByRole('heading', { name: /^first 200 people · 3 ms$/ })).toBeTruthy()
  })

  test.for(UNUSUAL_NAMES)(
    'show a name that is %s whole, also where a part of it is marked',
    async ([, name], { desk, show }) => {
      const [part = ''] = name.split(' ')
      const matched = [{ kind: 'name', text: part, value: part, how: 'exact' }] as const
      desk.answer('search', aSearchAnswer([aFoundPerson({ name: name, matched })]))
      show(<Results />, typed(part))
      const person = await screen.findByRole('option')
      expect(within(person).getByText(part).tagName).toBe('MARK')
      expect(person.textContent?.startsWith(`${name}1 to check`)).toBe(true)
    },
  )

  test('say how each word was read, and which were not used', async ({ desk, show }) => {
    const date = { kind: 'date', text: '28/2', value: '--02-28' } as const
    desk.answer('search', aSearchAnswer([aFoundPerson()], { clues: [date], unread: ['???', '!!'] }))
    show(<Results />, typed('28/2 ??? !!'))
    expect(
      await screen.findByText(say('search.readAsValue', { text: '28/2', kind: 'date', value: '28 Feb' })),
    ).toBeTruthy()
    expect(screen.getByText(say('search.unread', { words: '“???”, “!!”' }))).toBeTruthy()
    expect(screen.queryByText(say('search.allRead'))).toBeNull()
  })
})

describe('an address in the search box', () => {
  test('says that it was opened', async ({ desk, show }) => {
    desk.answer('group.find', { bookingId: 'r1', groupId: 'c1' })
    show(<Results />, typed('once:c2'))
    expect(await screen.findByText(say('address.opened.text'))).toBeTruthy()
    expect(desk.asked('group.find')).toEqual([{ chargeId: 'c2' }])
    expect(desk.asked('search')).toEqual([])
  })

  test('says that this desk does not know it', async ({ desk, show }) => {
    desk.fail('group.find', { kind: 'not_found' })
    show(<Results />, typed('once:c2'))
    expect(await screen.findByText(say('address.unknown.text'))).toBeTruthy()
  })

  test('says why it could not be looked up, and tries again on request', async ({ desk, show, user }) => {
    desk.fail('group.find', { kind: 'copy_damaged' })
    show(<Results />, typed('once:c2'))
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.copy_damaged'))
    desk.answer('group.find', { bookingId: 'r1', groupId: 'c1' })
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('address.opened.text'))).toBeTruthy()
  })
})
