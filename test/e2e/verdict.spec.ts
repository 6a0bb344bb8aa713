import type { Page } from '@playwright/test'
import { say } from '../../src/shared/text/index.ts'
import type { Central } from '../central/start.ts'
import { aCaller, expect, find, giveBack, openRefund, refundRegion, signIn, test } from './agent.ts'
import { hasNoViolationInAnyLight } from './axe.ts'
import { aBuyer, again, type Buyer, buy, paidBack } from './purchases.ts'

/** The cards on the screen with this verdict. */
const card = (page: Page, verdict: string) =>
  page.getByRole('region', { name: new RegExp(`^${say('group.noun')}.*: ${verdict}$`) })

async function open(page: Page, { traveller, reference }: Buyer): Promise<void> {
  // Any traveller of a party may be the one that is found.
  const name = new RegExp(traveller.surname)
  await page.keyboard.press('Control+k')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(reference)
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name }).first()).toBeVisible()
}

/**
 * Buys, cancels without a refund, and buys again: the website or the traveller may have cancelled, so the verdict is
 * unsure.
 */
async function buyAgainAfterCancelling(central: Central, buyer: Buyer): Promise<void> {
  await buy(central, buyer, { booking: { status: 'cancelled' } })
  await buy(central, buyer, again(buyer))
}

test('a duplicate shows what to tell the caller, why, and which charge is kept', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await find(page, caller)
  const paidTwice = card(page, say('verdict.duplicate'))
  await expect(paidTwice.getByRole('blockquote')).toContainText('I am giving back £95.99 for the second')
  await expect(paidTwice.getByRole('blockquote')).toContainText(`Your booking ${caller.references[0]} stays.`)
  await expect(paidTwice).toContainText(say('confidence.sure'))
  await expect(paidTwice).toContainText(say('group.keepWhy', { reference: caller.references[0] }))
  await expect(
    paidTwice.getByRole('button', { name: say('group.refundThis', { reference: caller.references[0] }) }),
  ).toHaveCount(0)
  await page.keyboard.press('w')
  await expect(paidTwice.getByText(say('common.copied'))).toBeVisible()

  // A reason marks the rows to which it belongs.
  await page.keyboard.press('b')
  await expect(paidTwice.locator('tr[data-marked]').first()).toBeVisible()
  await hasNoViolationInAnyLight(page, 'paid twice')

  // The first R selects the charge to give back.
  await page.keyboard.press('r')
  await expect(page.locator(`[id="group:${caller.chargeIds[1]}"]`)).toBeFocused()
})

test('a refund during the call settles the group in its place', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await find(page, caller)
  const before = await card(page, say('verdict.duplicate')).boundingBox()
  await openRefund(page)
  await giveBack(page)
  await expect(refundRegion(page).getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  const settled = card(page, say('verdict.resolved.pending'))
  await expect(settled.getByRole('blockquote')).toContainText('£95.99')
  expect((await settled.boundingBox())?.y).toBe(before?.y)
  await expect(settled.getByRole('table')).toBeVisible()
  await central.act.settleRefunds()
  await expect(card(page, say('verdict.resolved')).getByRole('blockquote')).toContainText('has been paid out')
})

test('a hold shows when it drops off and offers no refund', async ({ central, openDesk }) => {
  const buyer = aBuyer()
  await buy(central, buyer)
  await buy(
    central,
    buyer,
    again(buyer, { booking: { status: 'pending' }, charge: { state: 'authorised', captured_at: null } }),
  )
  const { page } = await openDesk()
  await open(page, buyer)
  const hold = card(page, say('verdict.hold'))
  await expect(hold.getByRole('blockquote')).toContainText('only held by your bank')
  await expect(hold.getByRole('blockquote')).toContainText('at the latest')
  await expect(hold.getByRole('button', { name: 'Refund' })).toHaveCount(0)
  await hasNoViolationInAnyLight(page, 'hold')
})

test('an extra seat is a folded line that Enter opens', async ({ central, openDesk }) => {
  const buyer = aBuyer()
  await buy(central, buyer)
  await buy(central, buyer, { minutesAgo: 29, booking: { service_code: 'EXST', seat: '14D' } })
  const { page } = await openDesk()
  await open(page, buyer)
  const separate = card(page, say('verdict.separate'))
  await expect(separate.getByRole('table')).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(separate.getByRole('blockquote')).toContainText('extra seat')
  await hasNoViolationInAnyLight(page, 'separate')
  await page.keyboard.press('Enter')
  await expect(separate.getByRole('table')).toHaveCount(0)
})

test('a group that was given back shows when, how much and by whom', async ({ central, openDesk }) => {
  const buyer = aBuyer()
  const first = await buy(central, buyer)
  const second = await buy(central, buyer, again(buyer))
  await paidBack(central, second, first)
  const { page } = await openDesk()
  await open(page, buyer)
  const resolved = card(page, say('verdict.resolved'))
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(resolved.getByRole('blockquote')).toContainText(/£95\.99 .* was given back on .* by Sam Okafor/)
})

test('an unsure group offers a question for the caller, and a decision is made, seen at another desk and withdrawn', async ({
  central,
  openDesk,
  startDesk,
}) => {
  const buyer = aBuyer()
  await buyAgainAfterCancelling(central, buyer)
  const ours = await openDesk()
  const theirs = await startDesk()
  await signIn(theirs.page, 'sam')
  await open(ours.page, buyer)
  await open(theirs.page, buyer)
  const { page } = ours
  const unsure = card(page, say('verdict.unsure'))
  await expect(unsure.getByRole('blockquote')).toContainText('did you?')

  central.faults.offline()
  await page.keyboard.press('d')
  await expect(page.getByLabel(say('decide.why'))).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type('Booked for the sister, too.')
  await hasNoViolationInAnyLight(page, 'a decision')
  await page.keyboard.press('Control+Enter')
  const separate = card(page, say('verdict.separate'))
  await expect(separate).toContainText(say('decide.state.queued'))
  await expect(separate).toContainText('Booked for the sister, too.')

  central.faults.online()
  await expect(separate).toContainText(say('decide.state.standing'))
  const seen = card(theirs.page, say('verdict.separate'))
  await expect(seen).toContainText('Ana Silva')
  await expect(seen).toContainText('Booked for the sister, too.')

  await page.keyboard.press('z')
  await page.keyboard.type('It was the same person.')
  await page.keyboard.press('Control+Enter')
  await expect(card(page, say('verdict.unsure'))).toContainText('It was the same person.')
  await expect(card(theirs.page, say('verdict.unsure'))).toContainText('It was the same person.')
})

test('of two decisions one is in force, and the slower person sees whose', async ({ central, openDesk, startDesk }) => {
  const buyer = aBuyer()
  await buyAgainAfterCancelling(central, buyer)
  const ours = await openDesk()
  const theirs = await startDesk()
  await signIn(theirs.page, 'sam')
  await open(ours.page, buyer)
  await open(theirs.page, buyer)
  await expect(card(ours.page, say('verdict.unsure'))).toBeVisible()
  await ours.page.keyboard.press('d')
  await ours.page.keyboard.type('Two trips.')
  await theirs.page.keyboard.press('u')
  await theirs.page.keyboard.type('One trip.')
  central.faults.offline()
  await ours.page.keyboard.press('Control+Enter')
  await theirs.page.keyboard.press('Control+Enter')
  await expect(card(ours.page, say('verdict.separate'))).toContainText(say('decide.state.queued'))
  central.faults.online()
  const both = [
    { page: ours.page, other: 'Sam Okafor', note: 'One trip.' },
    { page: theirs.page, other: 'Ana Silva', note: 'Two trips.' },
  ]
  const overtaken = ({ page }: (typeof both)[number]) =>
    page.getByText(say('decide.state.overtaken'), { exact: true }).isVisible()
  await expect.poll(async () => (await Promise.all(both.map(overtaken))).filter(Boolean)).toEqual([true])
  for (const desk of both) {
    if (!(await overtaken(desk))) continue
    await expect(desk.page.getByText(say('decide.overtakenBy', { name: desk.other }))).toBeVisible()
    await expect(desk.page.getByText(desk.note)).toBeVisible()
  }
})

test('a decision applies to the charges that were shown when it was begun, not to one that joins later', async ({
  central,
  openDesk,
}) => {
  const buyer = aBuyer()
  await buyAgainAfterCancelling(central, buyer)
  const { page } = await openDesk()
  await open(page, buyer)
  await page.keyboard.press('d')
  await page.keyboard.type('Two ')
  await buy(central, buyer, { minutesAgo: 5, booking: { reference: `${buyer.reference.slice(0, -1)}3`, seat: '15A' } })
  const twice = card(page, say('verdict.duplicate'))
  await expect(twice.getByRole('columnheader', { name: /^Charge/ })).toHaveCount(3)
  await page.keyboard.type('trips.')
  await page.keyboard.press('Control+Enter')
  await expect(twice.getByText(say('reason.decided_apart'))).toBeVisible()
  await expect(twice.getByRole('columnheader', { name: /^Charge/ })).toHaveCount(2)
})

test('a party of four that was booked twice has a card for each traveller', async ({ central, openDesk }) => {
  const buyer = aBuyer()
  const party = ['Ida', 'Bruno', 'Celeste', 'Hugo'].map((given_name) => ({ ...buyer.traveller, given_name }))
  for (const traveller of party) await buy(central, buyer, { booking: { traveller } })
  for (const traveller of party) await buy(central, buyer, again(buyer, { booking: { traveller } }))
  const { page } = await openDesk()
  await open(page, buyer)
  await expect(card(page, say('verdict.duplicate'))).toHaveCount(4)
  await expect(page.getByText('the whole party of 4 was booked twice').first()).toBeVisible()
})

test('a copied address opens the same card at another desk', async ({ central, openDesk, startDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await find(page, caller)
  await page.keyboard.press('y')
  await expect(card(page, say('verdict.duplicate')).getByText(say('common.copied'))).toBeVisible()

  const other = await startDesk()
  await signIn(other.page, 'sam')
  await other.page.keyboard.press('Control+k')
  await other.page.keyboard.insertText(`once:${caller.chargeIds[1]}`)
  await expect(card(other.page, say('verdict.duplicate'))).toBeVisible()
  await expect(other.page.locator(`[id="group:${caller.chargeIds[1]}"]`)).toBeFocused()
  await other.page.keyboard.press('Control+k')
  await other.page.keyboard.insertText('once:ch_of_nobody')
  await expect(other.page.getByText(say('address.unknown.title'))).toBeVisible()
})

test('one key opens the raw evidence, masked, and Esc goes back', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await find(page, caller)
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  const evidence = page.getByRole('region', { name: say('region.do.evidence'), exact: true })
  await expect(evidence).toContainText('gateway_reference')
  await expect(evidence).not.toContainText(caller.email)
  await page.keyboard.press('c')
  await expect(evidence.getByText(say('common.copied')).first()).toBeVisible()
  await hasNoViolationInAnyLight(page, 'evidence')
  await page.keyboard.press('Escape')
  await expect(evidence).toHaveCount(0)
  await expect(page.locator(`[id="group:${caller.chargeIds[0]}"]`)).toBeFocused()
})
