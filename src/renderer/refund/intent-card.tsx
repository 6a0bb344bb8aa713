import type { IntentView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { chargesById } from '../customer/customer-facts.ts'
import { useAsk, useTell } from '../desk.tsx'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { FailureNote } from '../ui/face.tsx'
import { useKeys } from '../ui/keys.tsx'
import { moneyText } from '../ui/money-text.ts'
import { Heading } from '../ui/regions.tsx'
import { intentFace, intentToken } from '../ui/state-tokens.ts'
import { CopyReference } from './copy-reference.tsx'
import { FasterRefunds } from './faster-refunds.tsx'
import styles from './intent-card.module.css'
import { IntentDetails } from './intent-details.tsx'
import { callerText, isUnseen, waitingText } from './intent-text.ts'
import { Stands } from './stands.tsx'

interface IntentCardProps {
  readonly intent: IntentView
  /** Back to a form for what is left of the charge; null where there is none. */
  readonly onAgain: (() => void) | null
}

/** A refund on its way or ended: its state, the sentence to say, the reference, and what can still be done. */
export function IntentCard({ intent, onAgain }: IntentCardProps) {
  const { data: customer } = useAsk('customer.get', { recordId: intent.recordId })
  const charges = customer ? chargesById(customer) : null
  const face = intentFace(intent)
  const waiting = waitingText(intent)
  const record = charges?.get(intent.chargeId)?.record
  const kept = intent.keepChargeId ? charges?.get(intent.keepChargeId)?.record : undefined
  return (
    <article className={styles.card} aria-live="polite">
      <header className={styles.head}>
        <Chip token={intentToken(face)} />
        <p className={styles.amount}>{moneyText(intent)}</p>
        <p>{say(`intent.${face}.agent`)}</p>
        {waiting ? <p className={styles.soft}>{waiting}</p> : null}
      </header>
      <blockquote className={styles.say}>
        <Heading level={3}>{say('refund.say')}</Heading>
        {callerText(intent)}
      </blockquote>
      <FasterRefunds faster={intent.faster} />
      <CopyReference reference={intent.reference} />
      <IntentActions intent={intent} onAgain={onAgain} />
      <IntentDetails intent={intent} keptReference={kept?.reference ?? null} />
      {record && face !== 'refused' && face !== 'cancelled' ? <Stands record={record} /> : null}
    </article>
  )
}

function IntentActions({ intent, onAgain }: IntentCardProps) {
  const cancel = useTell('refund.cancel')
  const acknowledge = useTell('refund.acknowledge')
  const { key } = intent
  const cancellable = intent.state === 'queued' && intent.attempts === 0
  const unseen = isUnseen(intent)
  useKeys('panel', { cancel: () => void cancel.tell({ key }) }, cancellable)
  useKeys('panel', { acknowledge: () => void acknowledge.tell({ key }) }, unseen)
  return (
    <>
      <FailureNote failure={cancel.failure ?? acknowledge.failure} />
      {cancellable || unseen || onAgain ? (
        <div className={styles.actions}>
          {cancellable ? (
            <Button keyName="cancel" disabled={cancel.busy} onClick={() => void cancel.tell({ key })}>
              {say('refund.cancel')}
            </Button>
          ) : null}
          {unseen ? (
            <Button keyName="acknowledge" disabled={acknowledge.busy} onClick={() => void acknowledge.tell({ key })}>
              {say('refund.acknowledge')}
            </Button>
          ) : null}
          {onAgain ? <Button onClick={onAgain}>{say('refund.again')}</Button> : null}
        </div>
      ) : null}
    </>
  )
}
