import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { usePerson } from '../../bridge/use-person.ts'
import { chargesById } from '../../facts/customer-facts.ts'
import { FasterRefunds } from '../../facts/faster-refunds.tsx'
import { History } from '../../facts/history.tsx'
import { agentText, callerText, waitingText } from '../../facts/intent-text.ts'
import { StillBooked } from '../../facts/still-booked.tsx'
import { Chip } from '../../ui/chip.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { intentToken, shownState } from '../../ui/format/state-tokens.ts'
import { Heading } from '../../ui/regions.tsx'
import { ApprovalOutcome } from './approval-outcome.tsx'
import { CopyReference } from './copy-reference.tsx'
import { IntentActions } from './intent-actions.tsx'
import styles from './intent-card.module.css'
import { IntentDetails } from './intent-details.tsx'

interface IntentCardProps {
  readonly intent: IntentView
  /** Back to a form for what is left of the charge; null where there is none. */
  readonly onAgain: (() => void) | null
}

/** A refund on its way or ended: its state, the sentence to say, the reference, and what can still be done. */
export function IntentCard({ intent, onAgain }: IntentCardProps) {
  const { data: customer } = useAsk('customer.get', { bookingId: intent.bookingId })
  const charges = customer ? chargesById(customer) : null
  const person = usePerson()
  const face = shownState(intent)
  const waiting = waitingText(intent)
  const booking = charges?.get(intent.chargeId)?.booking
  const kept = intent.keepChargeId ? charges?.get(intent.keepChargeId)?.booking : undefined
  return (
    <article className={styles.card} aria-live="polite">
      <header className={styles.head}>
        <Chip token={intentToken(face)} />
        <p className={styles.amount}>{moneyText(intent)}</p>
        <p>{agentText(intent, person.user?.id ?? null)}</p>
        {waiting ? <p className={styles.soft}>{waiting}</p> : null}
      </header>
      <blockquote className={styles.say}>
        <Heading level={3}>{say('refund.say')}</Heading>
        {callerText(intent)}
      </blockquote>
      <FasterRefunds intent={intent} />
      <ApprovalOutcome intent={intent} />
      <CopyReference reference={intent.reference} />
      <IntentActions intent={intent} person={person} onAgain={onAgain} />
      <IntentDetails intent={intent} keptReference={kept?.reference ?? null} />
      <History refundKey={intent.key} />
      {booking && face !== 'refused' && face !== 'cancelled' ? <StillBooked booking={booking} /> : null}
    </article>
  )
}
