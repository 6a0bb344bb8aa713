import { IconCheck, IconCopy, IconUserCheck, IconUserX } from '@tabler/icons-react'
import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { useCopy } from '../../bridge/use-copy.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { BookingNote } from '../../facts/booking-note.tsx'
import { chargesById } from '../../facts/customer-facts.ts'
import { FasterRefunds } from '../../facts/faster-refunds.tsx'
import { History } from '../../facts/history.tsx'
import { agentText, callerText, waitingText } from '../../facts/intent-text.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { intentToken, shownState } from '../../ui/format/state-tokens.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import { IntentActions } from './intent-actions.tsx'
import styles from './intent-card.module.css'
import { IntentDetails } from './intent-details.tsx'

interface IntentCardProps {
  readonly intent: IntentView
  /** Opens a new form for what is left of the charge; null when that is not possible. */
  readonly onAgain: (() => void) | null
}

/**
 * A refund that is on its way or has ended: its state, the sentence to say, its reference, the actions, details and
 * history.
 */
export function IntentCard({ intent, onAgain }: IntentCardProps) {
  const { data: customer } = useAsk('customer.get', { bookingId: intent.bookingId })
  const charges = customer ? chargesById(customer) : null
  const person = usePerson()
  const state = shownState(intent)
  const waiting = waitingText(intent)
  const booking = charges?.get(intent.chargeId)?.booking
  const kept = intent.keepChargeId ? charges?.get(intent.keepChargeId)?.booking : undefined
  return (
    <article className={styles.card} aria-live="polite">
      <header className={styles.head}>
        <Chip token={intentToken(state)} />
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
      {booking && state !== 'refused' && state !== 'cancelled' ? <BookingNote booking={booking} /> : null}
    </article>
  )
}

/** The approval of a refund above its agent's limit: who decided, how, and with which note. */
function ApprovalOutcome({ intent: { decision, centralState } }: { readonly intent: IntentView }) {
  if (!decision) return null
  const isRejected = centralState === 'rejected'
  const Icon = isRejected ? IconUserX : IconUserCheck
  return (
    <div className={styles.decision} data-tone={isRejected ? 'danger' : 'good'}>
      <Icon size={16} stroke={1.8} aria-hidden="true" />
      <p>
        <strong>{say(isRejected ? 'decision.rejected' : 'decision.approved', { name: decision.by.name })}</strong>{' '}
        {decision.note ? say('decision.note', { note: decision.note }) : null}
      </p>
    </div>
  )
}

/** The reference of a refund, to read to the caller; one key copies it. */
function CopyReference({ reference }: { readonly reference: string }) {
  const { copied, copy } = useCopy()
  const copyReference = () => void copy(reference)
  useKeys('panel', { copy: copyReference })
  const Icon = copied ? IconCheck : IconCopy
  return (
    <div className={styles.reference}>
      <span>
        <span className={styles.soft}>{say('refund.reference')}</span> <code>{reference}</code>
      </span>
      <Button keyName="copy" onClick={copyReference}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('refund.copy')}</span>
      </Button>
    </div>
  )
}
