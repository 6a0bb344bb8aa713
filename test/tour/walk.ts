import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeskBridge } from '../../src/shared/contract.ts'
import type { DeskStatus } from '../../src/shared/model/index.ts'
import { formatDecimal } from '../../src/shared/money.ts'
import { say } from '../../src/shared/text/index.ts'
import type { Desk } from '../host/launch.ts'
import type { Call, Witness } from './central-witness.ts'

/** The parts and settings of the walk. */
export interface WalkPlan {
  desk: Desk
  witness: Witness
  call: Call
  username: string
  password: string
  /** The folder in which the export is saved. */
  folder: string
  /** Takes the numbered picture of a step that succeeded. */
  picture: (step: string) => Promise<void>
}

/** The result of the walk. */
export interface Walked {
  bookings: number
  charges: number
  groups: number
  fillSeconds: number
  refund: { reference: string; id: string; amount: string; currency: string; state: string }
  exportedRows: number
}

const FILL_WITHIN_MS = 180_000
const CONFIRM_WITHIN_MS = 30_000

/** Walks one double-billing call with the keyboard; throws an error with one sentence for the step that fails. */
export async function walk({ desk, witness, call, username, password, folder, picture }: WalkPlan): Promise<Walked> {
  const { page } = desk
  const { keyboard } = page
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const status = () =>
    page.evaluate(async () => {
      const answer = await (window as unknown as { desk: DeskBridge }).desk.ask['status.get']({})
      return answer.ok ? answer.value : null
    }) as Promise<DeskStatus | null>

  await step('the sign-in shows', () => page.getByLabel(say('signIn.username')).waitFor())
  await picture('sign-in')
  await page.getByLabel(say('signIn.username')).fill(username)
  await page.getByRole('textbox', { name: say('signIn.password') }).fill(password)
  const fillStarted = performance.now()
  await keyboard.press('Enter')

  const search = page.getByRole('combobox', { name: say('search.label') })
  await step('the person is let in', () =>
    search
      .or(page.getByText(say('fill.title')))
      .first()
      .waitFor(),
  )
  await picture('fill')
  await step('the copy is filled', async () => {
    while (performance.now() - fillStarted < FILL_WITHIN_MS) {
      const now = await status()
      if (now && now.bookings > 0 && now.fill === null && now.syncedAt !== null) return
      await page.waitForTimeout(50)
    }
    throw new Error('it is not filled after three minutes')
  })
  const fillSeconds = (performance.now() - fillStarted) / 1_000
  const filled = await status()

  await step('the search box opens', () => search.waitFor())
  await keyboard.press('Control+k')
  await keyboard.type(`${call.givenName} ${call.surname} ${call.reference}`, { delay: 20 })
  await step(`${call.reference} is found`, () => page.getByRole('option').first().waitFor())
  await picture('search')
  await keyboard.press('Enter')
  const group = page
    .getByRole('region', { name: say('group.noun') })
    .filter({ hasText: call.reference })
    .filter({ hasText: call.keepReference })
  await step('the charges that look alike are side by side', () => group.waitFor())
  await picture('customer')
  await keyboard.press('v')
  const revealed = page.getByText(say('customer.revealed'))
  await step('the contact is shown', () => revealed.waitFor({ state: 'attached' }))
  // The contact is masked again, because the pictures of the tour must not show it.
  await keyboard.press('v')
  await step('the contact is masked again', () => revealed.waitFor({ state: 'detached' }))

  await group.getByRole('button', { name: say('group.refundThis', { reference: call.reference }) }).click()
  const panel = region(say('region.do.call'))
  await step('the refund panel opens', () => panel.getByText(say('refund.reason')).first().waitFor())
  await keyboard.press('1')
  await step('the charge to keep is named', () => panel.getByText(call.keepReference).first().waitFor())
  await picture('refund')
  await keyboard.press('Control+Enter')
  await step('the last confirmation shows', () => page.getByRole('dialog').waitFor())
  await picture('confirmation')
  await keyboard.press('Control+Enter')
  await step('the refund is confirmed', () =>
    panel
      .getByText(say('intent.accepted.label'), { exact: true })
      .or(panel.getByText(say('intent.paid.label'), { exact: true }))
      .first()
      .waitFor({ timeout: CONFIRM_WITHIN_MS }),
  )
  await picture('confirmed')
  const refund = await step('the central service has exactly this refund, once', () => checkRefund(witness, call))

  await page.locator('body').press('Escape')
  await keyboard.press('g')
  await keyboard.press('q')
  await step('the queue shows', () => page.getByText(say('queue.total')).waitFor())
  const file = join(folder, 'my-refunds-today.csv')
  await desk.answerDialog({ filePath: file })
  await keyboard.press('e')
  await step('what was done is exported', () =>
    page.getByText(say('queue.exported', { file: 'my-refunds-today.csv' })).waitFor(),
  )
  await picture('exported')
  const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n').slice(1)
  const amount = formatDecimal(call.amountMinor, call.currency)
  const row = rows.find((line) => line.includes(refund.id))
  if (!row?.includes(`,${amount},${call.currency},`))
    throw new Error('The export does not have the refund with its exact amount.')

  return {
    bookings: filled?.bookings ?? 0,
    charges: filled?.charges ?? 0,
    groups: filled?.groups ?? 0,
    fillSeconds: Math.round(fillSeconds * 100) / 100,
    refund: {
      reference: /R-[0-9A-F]{8}/.exec(row)?.[0] ?? '',
      id: refund.id,
      amount,
      currency: call.currency,
      state: refund.state,
    },
    exportedRows: rows.length,
  }
}

async function checkRefund(witness: Witness, call: Call): Promise<{ id: string; state: string }> {
  const [given, kept] = [await witness.refundsOf(call.chargeId), await witness.refundsOf(call.keepChargeId)]
  const [only] = given
  if (!only || given.length !== 1) throw new Error(`it has ${given.length} refunds of the charge`)
  if (kept.length > 0) throw new Error('it has a refund of the charge to keep, too')
  if (only.amountMinor !== call.amountMinor || only.currency !== call.currency) throw new Error('its amount is another')
  return only
}

/** Runs one step; a failure throws an error with one sentence that names the step. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [String(error)]
    throw new Error(`The tour stopped where ${what}: ${reason}`)
  }
}
