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
  /**
   * The most that may go as goodwill, in minor units, when the rest must stay paid; null when all that is left may go.
   */
  readonly goodwillMinor: number | null
  readonly onChange: (form: RefundForm) => void
}

/** The amount: all that is left of the charge, or a part that the agent types, with the decimals of the currency. */
export function AmountField({ form, charge, goodwillMinor, onChange }: AmountFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  // The field takes the focus when the agent chooses a part, but not when the draft has a typed part already.
  const wasPart = useRef(form.part && form.amountText !== '')
  const { currency, leftMinor } = charge
  const left = moneyText({ amountMinor: leftMinor, currency })

  useEffect(() => {
    if (form.part && !wasPart.current) field.current?.focus()
    wasPart.current = form.part
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
