// @vitest-environment happy-dom
import { useRef } from 'react'
import { describe, expect } from 'vitest'
import { Header } from '../../../src/renderer/app/header.tsx'
import type { SessionView } from '../../../src/shared/model/index.ts'
import { say } from '../../../src/shared/text/index.ts'
import { anApproval, ana, aSession, aStatus, sam, UNUSUAL_NAMES } from '../desk-samples.ts'
import { screen, test, within } from '../screen/screen-test.tsx'

function Shown({ session }: { readonly session: SessionView }) {
  const box = useRef<HTMLInputElement>(null)
  return <Header searchBox={box} session={session} />
}

const tabs = () =>
  within(screen.getByRole('navigation', { name: say('tabs.name') }))
    .getAllByRole('button')
    .map(({ textContent }) => textContent)

describe('the header', () => {
  test('has the views of an agent, and counts what waits in each', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ groups: 12, queued: 2, needsYou: 1 }))
    show(<Shown session={aSession()} />)
    await screen.findByText('12')
    expect(tabs()).toEqual([say('tab.call'), `${say('tab.inbox')}12`, `${say('tab.queue')}3`, say('tab.health')])
    expect(screen.getByText('3').dataset.urgent).toBe('true')
  })

  test('counts nothing where nothing waits, and no further than 999', async ({ desk, show }) => {
    desk.answer('status.get', aStatus({ groups: 1_000 }))
    show(<Shown session={aSession()} />)
    await screen.findByText('999+')
    expect(tabs()).toEqual([say('tab.call'), `${say('tab.inbox')}999+`, say('tab.queue'), say('tab.health')])
  })

  test('has the approvals for a supervisor, with how many wait', async ({ desk, show }) => {
    desk.answer('approval.list', [anApproval()])
    show(<Shown session={aSession({ user: sam })} />)
    expect(await screen.findByRole('button', { name: new RegExp(`^${say('tab.approvals')}\\s*1$`) })).toBeTruthy()
  })

  test('asks for no approvals on behalf of an agent', async ({ desk, show }) => {
    show(<Shown session={aSession()} />)
    await screen.findByText('12')
    expect(desk.asked('approval.list')).toEqual([])
  })

  test('says which view is open, and opens another', async ({ show, user }) => {
    show(<Shown session={aSession()} />)
    const current = () => screen.getByRole('button', { current: 'page' }).textContent
    expect(current()).toBe(say('tab.call'))
    await user.click(screen.getByRole('button', { name: say('tab.health') }))
    expect(current()).toBe(say('tab.health'))
  })
})

describe('the menu of the person', () => {
  const open = () => screen.findByRole('menu')

  test.for([
    ['their limit', ana, say('person.limit', { amounts: '£250.00' })],
    ['that all goes to a supervisor', { ...ana, refundLimits: [] }, say('person.noLimit')],
  ] as const)('opens with G P, says the role and %s', async ([, person, text], { show, user }) => {
    show(<Shown session={aSession({ user: person })} />)
    await user.keyboard('{Escape}gp')
    const menu = await open()
    expect(menu.textContent).toContain(say('role.agent'))
    expect(menu.textContent).toContain(text)
    expect(within(menu).queryByText(say('person.signIn'))).toBeNull()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('offers to sign in while the desk is open offline', async ({ show, user }) => {
    show(<Shown session={aSession({ state: 'offline' })} />)
    await user.click(screen.getByRole('button', { name: `${say('person.menu')}: Ana Silva` }))
    expect(within(await open()).getByRole('menuitem', { name: say('person.signIn') })).toBeTruthy()
  })

  test.for(UNUSUAL_NAMES)('shows a name that is %s whole', ([, name], { show }) => {
    show(<Shown session={aSession({ user: { ...ana, name: name } })} />)
    expect(screen.getByRole('button', { name: `${say('person.menu')}: ${name}` }).textContent).toBe(name)
  })
})
