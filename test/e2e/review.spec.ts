import type { Page } from '@playwright/test'
import { say } from '../../src/shared/text/index.ts'
import type { Matcher } from '../central/faults.ts'
import {
  aCaller,
  expect,
  find,
  giveBack,
  openRefund,
  pressPair,
  refundRegion,
  refundsOf,
  signIn,
  test,
} from './agent.ts'
import { hasNoViolationInAnyLight } from './axe.ts'

/** Matches the requests for refunds, and no other path below theirs. */
const refunds: Matcher = ({ method, path }) => method === 'POST' && path === '/v1/refunds'

/** An answer that settles nothing: the key was used with other content. */
const keyReused = {
  status: 422,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title: 'Key reused', status: 422, code: 'key_reused' }),
}

/** An answer that belongs to another request: nothing was executed under this key. */
const ofAnotherKey = {
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    id: 're_other',
    version: 1,
    idempotency_key: '00000000-0000-4000-8000-000000000000',
    charge_id: 'ch_other',
    amount_minor: 1,
    currency: 'GBP',
    state: 'pending',
    updated_at: '2026-11-20T20:15:10.000Z',
  }),
}

const chosen = (page: Page) => page.getByRole('region', { name: say('region.do.queue'), exact: true })
const evidence = (page: Page) => page.getByRole('region', { name: say('region.middle.queue'), exact: true })
const decision = (page: Page) => page.getByRole('region', { name: say('region.do.approvals'), exact: true })

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Opens a view from anywhere: Escape first leaves an empty search box. */
async function goTo(page: Page, letter: 'q' | 'a'): Promise<void> {
  await press(page, 'Escape', 'g', letter)
}

test('a supervisor approves and rejects at one desk, the agent reads both at another, and the slower of two refunds names the faster', async ({
  central,
  openDesk,
  startDesk,
}) => {
  const [first, second, third] = [
    await aCaller(central, { amount_minor: 74_900 }),
    await aCaller(central, { amount_minor: 61_250 }),
    await aCaller(central),
  ]
  const [{ page: ana }, { page: sam }] = await Promise.all([openDesk(), startDesk()])
  await signIn(sam, 'sam')
  for (const caller of [first, second]) {
    await find(ana, caller)
    await openRefund(ana)
    await giveBack(ana)
    await expect(refundRegion(ana).getByText(say('intent.pending_approval.agent'))).toBeVisible()
    await press(ana, 'Escape')
  }
  await expect(ana.getByRole('button', { name: say('tab.approvals') })).toBeHidden()

  await goTo(sam, 'a')
  await expect(decision(sam)).toContainText('£749.00')
  await expect(sam.getByRole('table')).toContainText(first.references[0])
  await hasNoViolationInAnyLight(sam, 'approvals')
  await press(sam, 'y')
  await sam.keyboard.type('one trip, paid twice')
  await hasNoViolationInAnyLight(sam, 'approval with its note')
  await press(sam, 'Control+Enter')
  await expect(decision(sam)).toContainText(say('approvals.state.given.approve', { name: 'Ana Silva' }))
  await press(sam, 'j')
  await expect(decision(sam)).toContainText('£612.50')
  await press(sam, 'n')
  await sam.keyboard.type('ask for the receipt first')
  await press(sam, 'Control+Enter')
  await expect(decision(sam)).toContainText(say('approvals.state.given.reject', { name: 'Ana Silva' }))

  await goTo(ana, 'q')
  await expect(ana.getByText(say('problem.rejected')).first()).toBeVisible()
  await press(ana, 'j')
  await expect(chosen(ana)).toContainText(say('decision.rejected', { name: 'Sam Okafor' }))
  await expect(chosen(ana)).toContainText('ask for the receipt first')
  await expect(chosen(ana)).toContainText(say('outcome.rejected.caller', { amount: '£612.50' }))
  await press(ana, 'a', 'j', 'j')
  await expect(chosen(ana)).toContainText(say('decision.approved', { name: 'Sam Okafor' }))
  expect(await refundsOf(central, first.chargeIds[1])).toMatchObject([{ state: 'pending' }])

  for (const page of [ana, sam]) {
    await find(page, third)
    await openRefund(page)
    await press(page, '2')
  }
  await press(sam, 'p')
  await sam.keyboard.type('20.00')
  for (const page of [ana, sam]) {
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
  }
  // Ana confirms first, but her request arrives second.
  central.faults.next(refunds, { delayMs: 1_500 })
  const arrived = central.faults.seen.filter(refunds as () => boolean).length + 1
  await press(ana, 'Control+Enter')
  await expect.poll(() => central.faults.seen.filter(refunds as () => boolean).length).toBe(arrived)
  await press(sam, 'Control+Enter')
  const panel = refundRegion(ana)
  await expect(panel).toContainText(say('refund.fasterBy', { amount: '£20.00', name: 'Sam Okafor' }))
  await press(ana, 'r')
  await expect(panel.getByText('£75.99').first()).toBeVisible()
})

test('an unproved refund is asked for again or closed by a void', async ({ central, openDesk }) => {
  const [misread, checked, never] = [await aCaller(central), await aCaller(central), await aCaller(central)]
  const { page } = await openDesk()
  const needsYou = refundRegion(page).getByText(say('intent.needs_review.label'), { exact: true })
  const accepted = refundRegion(page).getByText(say('intent.accepted.label'), { exact: true })

  central.faults.next(refunds, ofAnotherKey)
  await find(page, misread)
  await openRefund(page)
  await giveBack(page)
  await expect(needsYou).toBeVisible()
  await press(page, 'i')
  await expect(evidence(page)).toContainText(say('review.central.not_seen'))
  await expect(evidence(page)).toContainText(misread.chargeIds[1])
  await hasNoViolationInAnyLight(page, 'looking into a refund')
  await press(page, 'q')
  await expect(chosen(page)).toContainText(say('outcome.accepted'))
  await expect(evidence(page)).toContainText(say('review.central.refund', { amount: '£95.99' }))
  expect(await refundsOf(central, misread.chargeIds[1])).toHaveLength(1)
  await press(page, 'Escape')

  await find(page, checked)
  await openRefund(page)
  await giveBack(page)
  await expect(accepted).toBeVisible()
  const [refund] = await refundsOf(central, checked.chargeIds[1])
  await central.act.failRefund(refund?.id ?? '', 'manual_review')
  await expect(refundRegion(page)).toContainText(say('outcome.review_later.caller', { amount: '£95.99' }))
  await press(page, 'i')
  await expect(evidence(page)).toContainText(say('refundState.manual_review'))
  await press(page, 'q')
  await expect(chosen(page)).toContainText(say('outcome.needs_review'))
  await expect(chosen(page).getByRole('button', { name: say('review.close') })).toBeHidden()
  await central.act.failRefund(refund?.id ?? '')
  await expect(chosen(page)).toContainText(say('outcome.failed_later.caller', { amount: '£95.99' }))
  await press(page, 'a')
  await expect(chosen(page)).toContainText(say('outcome.not_paid.agent'))
  await press(page, 'Escape')

  central.faults.next(refunds, keyReused)
  await find(page, never)
  await openRefund(page)
  await giveBack(page)
  await expect(needsYou).toBeVisible()
  await press(page, 'i')
  await expect(evidence(page)).toContainText(say('review.central.not_seen'))
  await press(page, 'q')
  await expect(chosen(page)).toContainText(say('review.askAgain.reused'))
  await press(page, 'x')
  await page.keyboard.type('the caller waits')
  await hasNoViolationInAnyLight(page, 'closing a refund')
  await press(page, 'Control+Enter')
  await expect(chosen(page)).toContainText(say('outcome.refused'))
  await expect(evidence(page)).toContainText(say('review.central.voided'))
  expect(await refundsOf(central, never.chargeIds[1])).toEqual([])
  await press(page, 'r')
  await expect(refundRegion(page).getByText(say('refund.afterwards'))).toBeVisible()
})

test('a waiting refund is retried at once, found by a filter, and ended by a supervisor at the same desk', async ({
  central,
  openDesk,
}) => {
  const [tried, left] = [await aCaller(central), await aCaller(central)]
  const { page } = await openDesk()
  central.faults.next(refunds, { status: 503, headers: { 'retry-after': '600' } })
  await find(page, tried)
  await openRefund(page)
  await giveBack(page)
  await goTo(page, 'q')
  await expect(page.getByText(say('waiting.retry')).first()).toBeVisible()
  await press(page, 'f', 'f', 'f')
  await expect(page.getByRole('button', { name: say('queue.filter.retry') })).toHaveAttribute('aria-pressed', 'true')
  await press(page, 'j')
  await hasNoViolationInAnyLight(page, 'queue with a filter')
  await press(page, 't')
  await expect(evidence(page)).not.toContainText(tried.name)
  await press(page, 'f', 'f', 'f', 'j')
  await expect(chosen(page).getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  expect(await refundsOf(central, tried.chargeIds[1])).toHaveLength(1)

  central.faults.always(refunds, { dropRequest: true })
  await find(page, left)
  await openRefund(page)
  await giveBack(page)
  await expect(refundRegion(page).getByText(say('intent.unknown.label'), { exact: true })).toBeVisible()
  await pressPair(page, 'g', 'p')
  await page.getByRole('menuitem', { name: say('person.signOut') }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await press(page, 'Control+Enter')
  await signIn(page, 'sam')
  await goTo(page, 'q')
  await expect(evidence(page)).toContainText(left.name)
  await press(page, 'j')
  await expect(chosen(page)).toContainText(say('waiting.owner', { agent: 'Ana Silva' }))
  await press(page, 'x')
  await page.keyboard.type('Ana has left for today')
  await hasNoViolationInAnyLight(page, 'ending a refund of a colleague')
  await press(page, 'Control+Enter')
  await expect(chosen(page)).toContainText(say('outcome.voided.agent'))
  await expect(chosen(page)).toContainText('Ana has left for today')
  expect(await refundsOf(central, left.chargeIds[1])).toEqual([])
  await press(page, 'r')
  await expect(refundRegion(page).getByText(say('refund.afterwards'))).toBeVisible()
})
