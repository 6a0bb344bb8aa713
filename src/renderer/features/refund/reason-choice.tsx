import { label, say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import { REASONS, type RefundForm, withReason } from './form.ts'
import styles from './refund-panel.module.css'

interface ReasonChoiceProps {
  readonly form: RefundForm
  readonly keeps: readonly ChargeOfBooking[]
  readonly suggestedKeepId: string | null
  readonly onChange: (form: RefundForm) => void
}

const KEYS = ['reason1', 'reason2', 'reason3', 'reason4'] as const

/** The choice of the reason for the refund. */
export function ReasonChoice({ form, keeps, suggestedKeepId, onChange }: ReasonChoiceProps) {
  const choose = (reason: (typeof REASONS)[number]) => () => onChange(withReason(form, reason, keeps, suggestedKeepId))
  useKeys('panel', {
    reason1: choose(REASONS[0]),
    reason2: choose(REASONS[1]),
    reason3: choose(REASONS[2]),
    reason4: choose(REASONS[3]),
  })
  return (
    <fieldset className={styles.choices}>
      <legend>
        <Heading level={3}>{say('refund.reason')}</Heading>
      </legend>
      <div className={styles.grid}>
        {REASONS.map((reason, index) => (
          <Button
            key={reason}
            keyName={KEYS[index] ?? 'reason1'}
            aria-pressed={form.reason === reason}
            onClick={choose(reason)}
          >
            {label('reason', reason)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
