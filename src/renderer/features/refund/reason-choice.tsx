import { REFUND_REASONS, type RefundReason } from '../../../shared/model/lists.ts'
import { label, say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { Button } from '../../ui/button.tsx'
import type { KeyName } from '../../ui/keys/key-table.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import { type RefundForm, withReason } from './form.ts'
import styles from './refund-panel.module.css'

interface ReasonChoiceProps {
  readonly form: RefundForm
  readonly keeps: readonly ChargeOfBooking[]
  readonly suggestedKeepId: string | null
  readonly onChange: (form: RefundForm) => void
}

/** The key of each reason. */
const KEYS = {
  duplicate: 'reason1',
  goodwill: 'reason2',
  cancelled: 'reason3',
  other: 'reason4',
} as const satisfies Record<RefundReason, KeyName>

/** The choice of the reason for the refund. */
export function ReasonChoice({ form, keeps, suggestedKeepId, onChange }: ReasonChoiceProps) {
  const choose = (reason: RefundReason) => () => onChange(withReason(form, reason, keeps, suggestedKeepId))
  useKeys('panel', Object.fromEntries(REFUND_REASONS.map((reason) => [KEYS[reason], choose(reason)])))
  return (
    <fieldset className={styles.choices}>
      <legend>
        <Heading level={3}>{say('refund.reason')}</Heading>
      </legend>
      <div className={styles.grid}>
        {REFUND_REASONS.map((reason) => (
          <Button key={reason} keyName={KEYS[reason]} aria-pressed={form.reason === reason} onClick={choose(reason)}>
            {label('reason', reason)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
