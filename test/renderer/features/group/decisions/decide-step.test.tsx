// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { CustomerPane } from '../../../../../src/renderer/features/customer/customer-pane.tsx'
import { say } from '../../../../../src/shared/text/index.ts'
import { aDecision } from '../../../sample.ts'
import { screen, test } from '../../../screen/screen-test.tsx'
import { findCard, OPEN_CALL, withGroup } from '../card-samples.ts'

const unsure = withGroup({ verdict: 'unsure', confidence: 'open' })

const note = () => screen.getByRole<HTMLInputElement>('textbox', { name: say('decide.why') })
const send = () => screen.getByRole<HTMLButtonElement>('button', { name: say('decide.not_duplicate') })

describe('the decision step', () => {
  test('opens with D on its note, and needs words', async ({ desk, show, user }) => {
    desk.answer('customer.get', unsure)
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('d')
    expect(document.activeElement).toBe(note())
    expect(screen.getByRole('form', { name: say('decide.not_duplicate.title') })).toBeTruthy()
    expect(send().disabled).toBe(true)
    await user.keyboard('   {Control>}{Enter}{/Control}')
    expect(desk.asked('group.decide')).toEqual([])
    await user.keyboard('Two.')
    expect(send().disabled).toBe(false)
  })

  test('sends the charges of the group with the words, and closes', async ({ desk, show, user }) => {
    desk.answer('customer.get', unsure)
    desk.answer('group.decide', aDecision())
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('u One. {Control>}{Enter}{/Control}')
    expect(await screen.findByRole('button', { name: say('decide.not_duplicate') })).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(desk.asked('group.decide')).toEqual([{ chargeIds: ['c1', 'c2'], verdict: 'duplicate', note: 'One.' }])
  })

  test('is sent once, however often it is confirmed while it is being saved', async ({ desk, show, user }) => {
    desk.answer('customer.get', unsure)
    const saved = desk.hold('group.decide')
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('dTwo.{Enter}')
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: say('note.saving') })
    expect(button.disabled).toBe(true)
    await user.keyboard('{Enter}{Control>}{Enter}{/Control}')
    expect(desk.asked('group.decide')).toHaveLength(1)
    saved.arrive(aDecision())
    expect(await screen.findByRole('button', { name: say('decide.duplicate') })).toBeTruthy()
  })

  test('says why it failed and keeps the words', async ({ desk, show, user }) => {
    desk.answer('customer.get', unsure)
    desk.fail('group.decide', { kind: 'disk_full' })
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('dTwo.{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.disk_full'))
    expect(note().value).toBe('Two.')
  })

  test('keeps the words when it is closed and opened again', async ({ desk, show, user }) => {
    desk.answer('customer.get', unsure)
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('dTw')
    await user.click(screen.getByRole('button', { name: say('note.notYet') }))
    expect(screen.queryByRole('textbox')).toBeNull()
    await user.keyboard('d')
    expect(note().value).toBe('Tw')
  })

  test('takes a decision back on the charges that it was made on', async ({ desk, show, user }) => {
    const decisions = [aDecision({ chargeIds: ['c1', 'c2', 'c9'] })]
    desk.answer('customer.get', withGroup({ verdict: 'unsure', decisions }))
    desk.answer('group.decide', aDecision({ verdict: 'withdrawn' }))
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('zOne.{Enter}')
    expect(await screen.findByRole('button', { name: say('decide.withdrawn') })).toBeTruthy()
    expect(desk.asked('group.decide')[0]).toMatchObject({ chargeIds: ['c1', 'c2', 'c9'], verdict: 'withdrawn' })
  })

  test('lets no card number out of its note', async ({ desk, show, user }) => {
    desk.answer('customer.get', unsure)
    desk.answer('group.decide', aDecision())
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.unsure'))
    await user.keyboard('d')
    await user.paste('paid with 4111 1111 1111 1111 twice')
    expect(note().value).toBe('paid with •••• 1111 twice')
    expect(screen.getByText(say('cardGuard.hidden', { last4: '1111' }))).toBeTruthy()
    await user.keyboard('{Enter}')
    await screen.findByRole('button', { name: say('decide.duplicate') })
    expect(desk.asked('group.decide')[0]?.note).toBe('paid with •••• 1111 twice')
  })
})
