// @vitest-environment happy-dom
import { useRef } from 'react'
import { describe, expect } from 'vitest'
import { Results } from '../../../../src/renderer/features/search/results.tsx'
import { SearchBox } from '../../../../src/renderer/features/search/search-box.tsx'
import { useDeskState } from '../../../../src/renderer/state/use-desk-state.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aFoundPerson, aSearchAnswer } from '../../desk-samples.ts'
import { screen, test } from '../../screen/screen-test.tsx'

/** The box above its results, and in words who was opened. */
function Search() {
  const box = useRef<HTMLInputElement>(null)
  const { state } = useDeskState()
  return (
    <>
      <SearchBox box={box} />
      <Results />
      <output>opened: {state.bookingId ?? 'nobody'}</output>
    </>
  )
}

const people = ['r1', 'r2', 'r3'].map((bookingId) => aFoundPerson({ bookingId, name: `Davey ${bookingId}` }))
const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: say('search.label') })
/** The person on whom the arrow keys stand, as a screen reader hears it. */
const active = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '')

describe('the search box', () => {
  test('has the focus and asks with every letter; the list is its popup', async ({ desk, show, user }) => {
    desk.answer('search', aSearchAnswer(people))
    show(<Search />)
    expect(document.activeElement).toBe(box())
    expect(box().getAttribute('aria-expanded')).toBe('false')
    await user.keyboard('jo')
    expect(await screen.findAllByRole('option')).toHaveLength(3)
    expect(box().getAttribute('aria-expanded')).toBe('true')
    expect(document.getElementById(box().getAttribute('aria-controls') ?? '')?.role).toBe('listbox')
    expect(desk.asked('search').map(({ text }) => text)).toEqual(['j', 'jo'])
  })

  test('walks through the people with the arrow keys, and Enter opens one', async ({ desk, show, user }) => {
    desk.answer('search', aSearchAnswer(people))
    show(<Search />)
    await user.keyboard('jo')
    await screen.findAllByRole('option')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(active()?.textContent).toContain('Davey r2')
    expect(screen.getByRole('option', { selected: true })).toBe(active())
    await user.keyboard('{Enter}')
    expect(screen.getByText('opened: r2')).toBeTruthy()
    expect(document.activeElement).not.toBe(box())
  })

  test('opens the person of the new answer when Enter came before it', async ({ desk, show, user }) => {
    desk.answer('search', aSearchAnswer(people))
    show(<Search />)
    await user.keyboard('j')
    await screen.findAllByRole('option')
    const answer = desk.hold('search')
    await user.keyboard('o{Enter}')
    expect(screen.getByText('opened: nobody')).toBeTruthy()
    answer.arrive(aSearchAnswer([aFoundPerson({ bookingId: 'r9' })]))
    expect(await screen.findByText('opened: r9')).toBeTruthy()
  })

  test('stays on the same person when the copy changes under the list', async ({ desk, show, user }) => {
    desk.answer('search', aSearchAnswer(people))
    show(<Search />)
    await user.keyboard('jo')
    await screen.findAllByRole('option')
    await user.keyboard('{ArrowDown}')
    desk.answer('search', aSearchAnswer([aFoundPerson({ bookingId: 'r0', name: 'Davey r0' }), ...people]))
    desk.change('copy')
    expect(await screen.findByRole('option', { name: /Davey r0/ })).toBeTruthy()
    expect(active()?.textContent).toContain('Davey r2')
  })

  test('is emptied by its button and takes the focus back', async ({ desk, show, user }) => {
    desk.answer('search', aSearchAnswer(people))
    show(<Search />)
    await user.keyboard('jo')
    await user.click(screen.getByRole('button', { name: say('search.clear') }))
    expect(box().value).toBe('')
    expect(document.activeElement).toBe(box())
    expect(screen.getByRole('heading', { name: say('search.start.title') })).toBeTruthy()
  })

  test('asks for no card number, neither pasted nor half typed', async ({ desk, show, user }) => {
    desk.answer('search', aSearchAnswer([]))
    show(<Search />)
    await user.paste('4111 1111 1111 1111')
    expect(box().value).toBe('•••• 1111')
    expect(screen.getByText(say('cardGuard.hidden', { last4: '1111' }))).toBeTruthy()
    await user.click(screen.getByRole('button', { name: say('search.clear') }))
    await user.keyboard('41111111111')
    expect(screen.getByText(say('cardGuard.enter'))).toBeTruthy()
    // Ten digits may be a phone; of the eleventh nobody hears.
    expect(desk.asked('search').at(-1)).toEqual({ text: '4111111111' })
    expect(box().value).toBe('41111111111')
  })
})
