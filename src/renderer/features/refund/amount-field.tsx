import { useEffect, useRef } from 'react'
import type { ChargeView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field/text-field.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { amountOf, type RefundForm } from './form.ts'
import styles from './refund-panel.module.css'

interface AmountFieldProps {
  readonly form: RefundForm
  readonly charge: ChargeView
  /** The most that may go as goodwill where the rest stays paid; null where everything left may go. */
  readonly goodwillMinor: number | null
  readonly onChange: (form: RefundForm) => void
}

/** Everything that is left, or a part of it, typed in the currency's own decimals. */
export function AmountField({ form, charge, goodwillMinor, onChange }: AmountFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  // A part that was typed before does not take the hand; one that is only asked for does.
  const opened = useRef(form.part && form.amountText !== '')
  const { currency, leftMinor } = charge
  const left = moneyText({ amountMinor: leftMinor, currency })

  useEffect(() => {
    if (form.part && !opened.current) field.current?.focus()
    opened.current = form.part
  }, [form.part])

  useKeys('panel', {
    part: () => (goodwillMinor === null ? onChange({ ...form, part: !form.part }) : field.current?.focus()),
  })

  const amountMinor = amountOf(form, charge)
  const typed = form.amountText.trim() !== ''
  const problem = !typed
    ? null
    : amountMinor === null
      ? say('refund.need.readable', { currency })
      : amountMinor > leftMinor
        ? say('refund.need.below', { amount: left })
        : null
  return (
    <div className={styles.keeps}>
      {goodwillMinor === null ? (
        <div className={styles.grid}>
          <Button aria-pressed={!form.part} onClick={() => onChange({ ...form, part: false })}>
            {say('refund.whole')}
          </Button>
          <Button keyName="part" aria-pressed={form.part} onClick={() => onChange({ ...form, part: true })}>
            {say('refund.part')}
          </Button>
        </div>
      ) : null}
      {form.part ? (
        <TextField
          ref={field}
          label={say('refund.amount', { currency })}
          description={say('refund.amountHint', {
            amount: goodwillMinor === null ? left : moneyText({ amountMinor: goodwillMinor, currency }),
          })}
          value={form.amountText}
          inputMode="decimal"
          error={problem}
          onText={(amountText) => onChange({ ...form, amountText })}
        />
      ) : null}
    </div>
  )
}
