import { IconQuote } from '@tabler/icons-react'
import { label, say } from '../../../shared/text/index.ts'
import { useStatus } from '../../bridge/use-status.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { departureText } from '../../ui/format/time-text.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import styles from './confirm-refund.module.css'
import type { ReadyRefund } from './form.ts'

interface ConfirmRefundProps {
  readonly asking: ReadyRefund | null
  readonly found: ChargeOfBooking
  readonly kept: ChargeOfBooking | null
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onBack: () => void
}

/** The dialog with the last confirmation: the amount again, and the summary to read aloud. `asking` null closes it. */
export function ConfirmRefund({ asking, found, kept, busy, onConfirm, onBack }: ConfirmRefundProps) {
  useKeys(
    'dialog',
    {
      back: onBack,
      // A key that is held down must not confirm the dialog that it opened.
      confirm: (event) => {
        if (!event.repeat) onConfirm()
      },
    },
    asking !== null,
  )
  const isProven = useStatus()?.isCopyProven ?? true
  const amount = asking ? moneyText(asking) : ''
  return (
    <Dialog title={say('refund.confirmTitle', { amount })} opened={asking !== null} onClose={onBack}>
      {asking ? (
        <div className={styles.confirm}>
          <p className={styles.amount}>{amount}</p>
          <ReadAloud asking={asking} found={found} kept={kept} />
          <dl className={styles.facts}>
            <dt>{say('refund.reason')}</dt>
            <dd>{label('reason', asking.reason)}</dd>
            {kept ? (
              <>
                <dt>{say('refund.detail.kept')}</dt>
                <dd>
                  <code>{kept.booking.reference}</code>
                </dd>
              </>
            ) : null}
            {asking.note ? (
              <>
                <dt>{say('refund.note')}</dt>
                <dd>{asking.note}</dd>
              </>
            ) : null}
          </dl>
          <div className={styles.buttons}>
            <Button size="l" keyName="back" onClick={onBack}>
              {say('refund.notYet')}
            </Button>
            <Button look="main" size="l" keyName="confirm" disabled={busy} onClick={onConfirm}>
              {busy ? say(isProven ? 'refund.confirming' : 'refund.confirmingCopy') : say('refund.confirm', { amount })}
            </Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  )
}

type ReadAloudProps = Pick<ConfirmRefundProps, 'found' | 'kept'> & { readonly asking: ReadyRefund }

/** The summary that the agent reads to the caller. */
function ReadAloud({ asking, found: { charge, booking }, kept }: ReadAloudProps) {
  const sentences = [
    say('refund.aloud', {
      amount: moneyText(asking),
      last4: charge.card.last4,
      flight: booking.flight.number,
      when: departureText(booking.flight.departure),
      reference: booking.reference,
    }),
    ...(asking.amountMinor < charge.amountMinor ? [say('refund.aloudPart', { amount: moneyText(charge) })] : []),
    ...(kept ? [say('refund.aloudKeep', { reference: kept.booking.reference })] : []),
  ]
  return (
    // The focus starts on the summary and not on the button, so that one Enter too many refunds nothing.
    <blockquote className={styles.aloud} data-autofocus tabIndex={-1}>
      <Heading level={3}>
        <IconQuote size={13} aria-hidden="true" /> {say('refund.readAloud')}
      </Heading>
      {sentences.join(' ')}
    </blockquote>
  )
}
