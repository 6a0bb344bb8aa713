// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { App } from '../../../src/renderer/app/app.tsx'
import { say } from '../../../src/shared/text/index.ts'
import { aFoundPerson, anInboxPage, aSearchAnswer, aSession, aStatus } from '../desk-samples.ts'
import { aCustomer, anIntent } from '../sample.ts'
import { screen, test, waitFor, within } from '../screen/screen-test.tsx'
import type { ScriptedDesk } from '../screen/scripted-desk.ts'

const report = () => {}

/** What the engine answers about a call of Davey Jones. */
function aCall(desk: ScriptedDesk) {
  desk.answer('search', aSearchAnswer([aFoundPerson()]))
  desk.answer('customer.get', aCustomer())
  desk.answer('queue.list', { unaccepted: [], waiting: [anIntent()], today: [] })
  desk.answer('inbox.list', anInboxPage([]))
}

describe('the desk as it opens', () => {
  test('waits for the engine, or says why it cannot open and tries again on request', async ({ desk, show, user }) => {
    desk.fail('session.get', { kind: 'store_in_use' })
    show(<App report={report} />)
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.store_in_use'))
    desk.answer('session.get', aSession())
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('customer.empty.title'))).toBeTruthy()
  })

  test('asks who works here, and is open once they signed in', async ({ desk, show }) => {
    desk.answer('session.get', aSession({ state: 'signed_out', user: null }))
    show(<App report={report} />)
    expect(await screen.findByLabelText(say('signIn.username'))).toBeTruthy()
    expect(screen.queryByRole('navigation')).toBeNull()
    desk.answer('session.get', aSession())
    desk.change('session')
    expect(await screen.findByText(say('customer.empty.title'))).toBeTruthy()
  })

  test('forgets the call when its person signs out', async ({ desk, show, user }) => {
    aCall(desk)
    show(<App report={report} />)
    await screen.findByText(say('customer.empty.title'))
    await user.keyboard('jones{Enter}')
    await screen.findByRole('heading', { name: 'Davey Jones' })
    desk.answer('session.get', aSession({ state: 'signed_out', user: null }))
    desk.change('session')
    await screen.findByLabelText(say('signIn.username'))
    desk.answer('session.get', aSession())
    desk.change('session')
    expect(await screen.findByText(say('customer.empty.title'))).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('')
  })
})

describe('the keys of the desk', () => {
  test('lead from search to the customer and back, one step at a time', async ({ desk, show, user }) => {
    aCall(desk)
    show(<App report={report} />)
    await screen.findByText(say('customer.empty.title'))
    await user.keyboard('jones{Enter}')
    await screen.findByRole('heading', { name: 'Davey Jones' })
    await user.keyboard('{Escape}')
    expect(screen.getByText(say('customer.empty.title'))).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('combobox'))
    await user.keyboard('{Escape}')
    expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('')
  })

  test('change the view, and keep the call', async ({ desk, show, user }) => {
    aCall(desk)
    show(<App report={report} />)
    await screen.findByText(say('customer.empty.title'))
    await user.keyboard('jones{Enter}')
    await screen.findByRole('heading', { name: 'Davey Jones' })
    for (const [keys, text] of [
      ['gq', say('queue.total')],
      ['gi', say('inbox.empty.title')],
      ['gh', say('health.fine.title')],
    ] as const) {
      await user.keyboard(keys)
      expect(await screen.findByText(text)).toBeTruthy()
    }
    await user.keyboard('ga')
    expect(screen.getByText(say('health.fine.title'))).toBeTruthy()
    await user.keyboard('gc')
    expect(await screen.findByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
  })

  test('are all listed after ?, and nothing below the list hears one', async ({ desk, show, user }) => {
    aCall(desk)
    show(<App report={report} />)
    await screen.findByText(say('customer.empty.title'))
    await user.keyboard('{Escape}?')
    const dialog = await screen.findByRole('dialog', { name: say('keys.title') })
    expect(within(dialog).getByRole('heading', { name: say('keys.place.refund') })).toBeTruthy()
    expect(within(dialog).queryByRole('heading', { name: say('keys.place.supervisor') })).toBeNull()
    expect(within(dialog).getByText(say('key.search')).nextElementSibling?.textContent).toBe('Ctrl K')
    await user.keyboard('gq')
    expect(screen.queryByText(say('queue.total'))).toBeNull()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('open a customer from the queue', async ({ desk, show, user }) => {
    aCall(desk)
    show(<App report={report} />)
    await screen.findByText(say('customer.empty.title'))
    await user.keyboard('{Escape}gq')
    await screen.findByText(say('queue.total'))
    await user.keyboard('jo')
    expect(await screen.findByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
  })
})

describe('signing out', () => {
  test('says first how much has not left this desk, and stays where it fails', async ({ desk, show, user }) => {
    aCall(desk)
    desk.answer('status.get', aStatus({ queued: 2 }))
    desk.fail('session.signOut', { kind: 'disk_full' })
    show(<App report={report} />)
    await screen.findByText(say('customer.empty.title'))
    await user.click(screen.getByRole('button', { name: /Ana Silva/ }))
    await user.click(await screen.findByRole('menuitem', { name: say('person.signOut') }))
    const dialog = within(await screen.findByRole('dialog', { name: say('signOut.title') }))
    expect(dialog.getByText(say('signOut.waiting', { count: 2 }))).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: say('signOut.confirm') }))
    expect((await dialog.findByRole('alert')).textContent).toBe(say('failure.disk_full'))
    await user.click(dialog.getByRole('button', { name: say('signOut.stay') }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})
