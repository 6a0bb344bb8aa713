import { label, say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { Button } from '../../ui/button.tsx'
import { secondText } from '../../ui/format/time-text.ts'
import { KeyCap } from '../../ui/keys/key-cap.tsx'
import { Amount } from '../../ui/money.tsx'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import type { RefundForm } from './form.ts'
import styles from './refund-panel.module.css'

interface KeepChoiceProps {
  readonly form: RefundForm
  readonly keeps: readonly ChargeOfBooking[]
  readonly onChange: (form: RefundForm) => void
}

/** For a duplicate: the choice of the charge that stays paid. */
export function KeepChoice({ form, keeps, onChange }: KeepChoiceProps) {
  const now = useNow()
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.label}>
        <Heading level={3}>{say('refund.keep')}</Heading>
        {keeps.length > 1 ? <KeyCap name="keep" /> : null}
      </legend>
      <div className={styles.keeps}>
        {keeps.map(({ charge, booking }) => (
          <Button
            key={charge.id}
            aria-pressed={form.keepChargeId === charge.id}
            onClick={() => onChange({ ...form, keepChargeId: charge.id })}
          >
            <span>
              <code>{booking.reference}</code> {label('purpose', charge.purpose)},{' '}
              {secondText(charge.authorisedAt, now)}
            </span>
            <Amount {...charge} />
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
