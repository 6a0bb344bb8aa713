import type { ChargeView, Draft, Money, RefundReason } from '../../../shared/model/index.ts'
import { formatDecimal, parseDecimal } from '../../../shared/money.ts'
import { say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import type { GuardAsks } from '../../facts/may-do.ts'
import { moneyText } from '../../ui/format/money-text.ts'

/** What the agent has filled in. */
export interface RefundForm {
  readonly reason: RefundReason | null
  /** True for a part of what is left, false for all of it. */
  readonly part: boolean
  /** The amount as the agent typed it. */
  readonly amountText: string
  readonly note: string
  readonly keepChargeId: string | null
}

/** The form of a draft. */
export function formOf(draft: Draft, { currency, leftMinor }: Pick<ChargeView, 'currency' | 'leftMinor'>): RefundForm {
  const part = draft.amountMinor !== null && draft.amountMinor !== leftMinor
  return {
    reason: draft.reason,
    part,
    amountText: part && draft.amountMinor !== null ? formatDecimal(draft.amountMinor, currency) : '',
    note: draft.note,
    keepChargeId: draft.keepChargeId,
  }
}

/** The amount of the form in minor units; null while the typed part is no amount. */
export const amountOf = (form: RefundForm, { currency, leftMinor }: Pick<ChargeView, 'currency' | 'leftMinor'>) =>
  form.part ? parseDecimal(form.amountText, currency) : leftMinor

/** A complete form, which the agent can confirm. */
export interface ReadyRefund extends Money {
  readonly reason: RefundReason
  readonly keepChargeId: string | null
  readonly note: string
}

/** The refund of a complete form; or the sentence that says what the form still needs, and the field it needs it in. */
export type FormReading =
  | { readonly ready: ReadyRefund }
  | { readonly need: string; readonly field: 'reason' | 'keep' | 'amount' | 'guard' }

/**
 * Reads the form against the charge as the screen shows it.
 *
 * @param keeps The charges that may stay paid (facts/customer-facts.ts, keepCandidates).
 * @param askedFor What the keep-one guard asks from this person for a refund.
 */
export function readForm(
  form: RefundForm,
  charge: ChargeView,
  keeps: readonly ChargeOfBooking[],
  askedFor: (refund: ReadyRefund) => GuardAsks,
): FormReading {
  const { currency, leftMinor } = charge
  const amountMinor = amountOf(form, charge)
  if (form.part && form.amountText.trim() === '') return { need: say('refund.need.amount'), field: 'amount' }
  if (amountMinor === null) return { need: say('refund.need.readable', { currency }), field: 'amount' }
  if (amountMinor > leftMinor) {
    return {
      need: say('refund.need.below', { amount: moneyText({ amountMinor: leftMinor, currency }) }),
      field: 'amount',
    }
  }
  if (form.reason === null) return { need: say('refund.need.reason'), field: 'reason' }
  const keepChargeId = form.reason === 'duplicate' ? form.keepChargeId : null
  if (form.reason === 'duplicate' && !keeps.some(({ charge: { id } }) => id === keepChargeId)) {
    return { need: say(keeps.length === 0 ? 'refund.keepNone' : 'refund.need.keep'), field: 'keep' }
  }
  const ready = { amountMinor, currency, reason: form.reason, keepChargeId, note: form.note.trim() }
  const asks = askedFor(ready)
  if (asks === 'note') return { need: say('guard.need.note'), field: 'guard' }
  if (asks !== null) {
    return {
      need: say('guard.need.part', { amount: moneyText({ amountMinor: asks.atMostMinor, currency }) }),
      field: 'guard',
    }
  }
  return { ready }
}

/**
 * The form with another reason. For a duplicate it names the charge that the group suggests to keep, if that may stay
 * paid.
 */
export function withReason(
  form: RefundForm,
  reason: RefundReason,
  keeps: readonly ChargeOfBooking[],
  suggestedKeepId: string | null,
): RefundForm {
  if (reason !== 'duplicate' || form.keepChargeId !== null) return { ...form, reason }
  const suggested = keeps.find(({ charge: { id } }) => id === suggestedKeepId)
  return { ...form, reason, keepChargeId: suggested?.charge.id ?? null }
}

/** The form that keeps the next charge of the list; after the last one the first. */
export function withNextKeep(form: RefundForm, keeps: readonly ChargeOfBooking[]): RefundForm {
  const at = keeps.findIndex(({ charge: { id } }) => id === form.keepChargeId)
  return { ...form, keepChargeId: keeps[(at + 1) % keeps.length]?.charge.id ?? null }
}
