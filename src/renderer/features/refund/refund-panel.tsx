import { useRef, useState } from 'react'
import type { CustomerView, Draft, IntentView } from '../../../shared/model/index.ts'
import type { KeepGuard } from '../../../shared/rules/keep-one.ts'
import { label, say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { BookingNote } from '../../facts/booking-note.tsx'
import { type ChargeOfBooking, groupOf, keepCandidates } from '../../facts/customer-facts.ts'
import { goodwillLimitMinor, guardAsks } from '../../facts/may-do.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { TextArea } from '../../ui/field/text-field.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { KeyCap, shortcut } from '../../ui/keys/key-cap.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import { AmountField } from './amount-field.tsx'
import { ConfirmRefund } from './confirm-refund.tsx'
import { amountOf, type ReadyRefund, readForm, withNextKeep } from './form.ts'
import { KeepChoice } from './keep-choice.tsx'
import { GuardNote } from './keep-guard.tsx'
import { PaidLines } from './paid-lines.tsx'
import { ReasonChoice } from './reason-choice.tsx'
import styles from './refund-panel.module.css'
import { useForm } from './use-form.ts'

interface RefundPanelProps {
  readonly customer: CustomerView
  readonly found: ChargeOfBooking
  readonly draft: Draft
  /** What the keep-one guard says against a refund of all that is left; null when everybody may make it. */
  readonly guard: KeepGuard | null
  readonly onSent: (intent: IntentView) => void
}

/**
 * What the agent confirms. It is fixed when the dialog opens, so that a change of the copy does not change what they
 * read.
 */
interface Asking {
  readonly refund: ReadyRefund
  readonly expectedRefundedMinor: number
}

/** The refund form of one charge: amount, reason, note, and the way to the last confirmation. */
export function RefundPanel({ customer, found, draft, guard, onSent }: RefundPanelProps) {
  const { charge, booking } = found
  const person = usePerson()
  const isGoodwillOnly = guard !== null && !person.may('pass_keep_one')
  const { form, change, saveNow } = useForm(draft, charge, isGoodwillOnly)
  const [asking, setAsking] = useState<Asking | null>(null)
  const submit = useTell('refund.submit')
  const noteField = useRef<HTMLTextAreaElement>(null)

  const group = groupOf(customer, charge.id)
  const keeps = keepCandidates(customer, charge.id)
  const reading = readForm(form, charge, keeps, (refund) => guardAsks(customer, found, refund, person))
  const amountMinor = amountOf(form, charge)
  const isShownAtField = 'need' in reading && reading.field === 'amount' && form.amountText.trim() !== ''

  const review = () => {
    if ('ready' in reading) setAsking({ refund: reading.ready, expectedRefundedMinor: charge.refundedMinor })
  }
  const confirm = async () => {
    if (!asking) return
    saveNow()
    const { amountMinor, reason, keepChargeId, note } = asking.refund
    const { expectedRefundedMinor } = asking
    const result = await submit.tell({ key: draft.key, amountMinor, reason, keepChargeId, note, expectedRefundedMinor })
    setAsking(null)
    if (result.ok) onSent(result.value)
  }

  useKeys(
    'panel',
    {
      confirm: (event) => {
        if (!event.repeat) review()
      },
      note: () => noteField.current?.focus(),
      keep: () => (form.reason === 'duplicate' && keeps.length > 0 ? change(withNextKeep(form, keeps)) : false),
    },
    asking === null,
  )

  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault()
        review()
      }}
    >
      <header>
        <Heading>{say('refund.title')}</Heading>
        <p className={styles.amount} data-empty={amountMinor === null || undefined} aria-live="polite">
          {moneyText({ amountMinor: amountMinor ?? 0, currency: charge.currency })}
        </p>
        <p className={styles.to}>
          {say('refund.to', {
            card: say('card.ending', { brand: label('brand', charge.card.brand), last4: charge.card.last4 }),
            gateway: label('gateway', charge.gateway),
          })}
        </p>
        <p className={styles.to}>
          <code>{booking.reference}</code> · {booking.flight.number} {booking.flight.origin} →{' '}
          {booking.flight.destination}
        </p>
      </header>
      {guard ? <GuardNote guard={guard} /> : null}
      <PaidLines customer={customer} charge={charge} group={group} amountMinor={amountMinor ?? 0} />
      <ReasonChoice form={form} keeps={keeps} suggestedKeepId={group?.keepChargeId ?? null} onChange={change} />
      {form.reason === 'duplicate' ? <KeepChoice form={form} keeps={keeps} onChange={change} /> : null}
      <AmountField
        form={form}
        charge={charge}
        goodwillMinor={isGoodwillOnly ? goodwillLimitMinor(customer, found) : null}
        onChange={change}
      />
      <TextArea
        ref={noteField}
        label={
          <span className={styles.label}>
            {say('refund.note')} <KeyCap name="note" />
          </span>
        }
        description={say(guard && person.may('pass_keep_one') ? 'guard.noteHint' : 'refund.noteHint')}
        aria-keyshortcuts={shortcut('note')}
        value={form.note}
        maxLength={500}
        autosize
        minRows={1}
        maxRows={4}
        onText={(note) => change({ ...form, note })}
      />
      <FailureNote failure={submit.failure} />
      <div className={styles.go}>
        <Button look="main" size="l" wide type="submit" keyName="confirm" disabled={'need' in reading}>
          {'ready' in reading ? say('refund.review', { amount: moneyText(reading.ready) }) : say('refund.reviewShort')}
        </Button>
        <p className={styles.need} role="status">
          {'need' in reading && !isShownAtField ? reading.need : ' '}
        </p>
      </div>
      <BookingNote booking={booking} />
      <ConfirmRefund
        asking={asking?.refund ?? null}
        found={found}
        kept={keeps.find(({ charge: { id } }) => id === asking?.refund.keepChargeId) ?? null}
        busy={submit.busy}
        onConfirm={() => void confirm()}
        onBack={() => setAsking(null)}
      />
    </form>
  )
}
