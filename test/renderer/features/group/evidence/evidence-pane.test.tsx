// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { EvidencePane } from '../../../../../src/renderer/features/group/evidence/evidence-pane.tsx'
import type { RawEvidence } from '../../../../../src/shared/model/index.ts'
import { say } from '../../../../../src/shared/text/index.ts'
import { ARABIC_NAME, LONG_NAME } from '../../../desk-samples.ts'
import { aCustomer } from '../../../sample.ts'
import { screen, test } from '../../../screen/screen-test.tsx'
import { OPEN_CALL } from '../card-samples.ts'

const held: readonly RawEvidence[] = [
  {
    chargeId: 'c1',
    charge: { amount_minor: 9599, gateway_reference: LONG_NAME },
    booking: { traveller: ARABIC_NAME, phone: null },
    refunds: [],
  },
  { chargeId: 'c2', charge: { amount_minor: 9599 }, booking: null, refunds: [{ refund_id: 'f1' }] },
]

describe('the raw evidence', () => {
  test('is loading until it has arrived', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    const evidence = desk.hold('group.evidence')
    show(<EvidencePane groupId="c1" />, OPEN_CALL)
    expect((await screen.findByRole('status')).textContent).toBe(say('common.loading'))
    evidence.arrive(held)
    expect(await screen.findByText(say('evidence.lead'))).toBeTruthy()
    expect(desk.asked('group.evidence')[0]).toEqual({ chargeIds: ['c1', 'c2'] })
  })

  test('says that nothing is held', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<EvidencePane groupId="c1" />, OPEN_CALL)
    expect(await screen.findByText(say('evidence.empty.text'))).toBeTruthy()
  })

  test('says why it failed, and is read again on request', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.fail('group.evidence', { kind: 'copy_damaged' })
    show(<EvidencePane groupId="c1" />, OPEN_CALL)
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.copy_damaged'))
    desk.answer('group.evidence', held)
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('evidence.lead'))).toBeTruthy()
  })

  test('shows every field whole, an empty one as none, and a booking that has not come', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    desk.answer('group.evidence', held)
    show(<EvidencePane groupId="c1" />, OPEN_CALL)
    await screen.findByText(say('evidence.lead'))
    const [, ...fields] = screen.getAllByRole('button').map(({ textContent }) => textContent)
    expect(fields).toEqual([
      'amount_minor9599',
      `gateway_reference${LONG_NAME}`,
      `traveller${ARABIC_NAME}`,
      `phone${say('evidence.none')}`,
      'amount_minor9599',
      'refund_idf1',
    ])
    expect(screen.getByText(say('evidence.noBooking'))).toBeTruthy()
  })

  test('moves with J and K and copies with C, but nothing where nothing is held', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.answer('group.evidence', held)
    show(<EvidencePane groupId="c1" />, OPEN_CALL)
    await screen.findByText(say('evidence.lead'))
    await user.keyboard('jjkc')
    expect(await screen.findAllByText(say('common.copied'))).toHaveLength(2)
    await user.keyboard('jjc')
    expect(document.activeElement?.textContent).toBe(`phone${say('evidence.none')}`)
    expect(desk.asked('app.copy')).toEqual([{ text: LONG_NAME }])
  })
})
