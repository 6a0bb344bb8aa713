import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './review.module.css'

/** The properties of a step of the review. */
export interface StepProps {
  readonly intent: IntentView
  /** Receives the refund as it is after the step. */
  readonly onSettled: (intent: IntentView) => void
  /** Asks the central service again, because its answer may have changed. */
  readonly onAsked: () => void
}

/** Opens a new form for what is left of the charge, after this refund is settled. */
export function NewFormStep({ intent: { bookingId, chargeId } }: Pick<StepProps, 'intent'>) {
  const { go } = useDeskState()
  const open = () => go({ do: 'openCharge', bookingId, chargeId })
  useKeys('panel', { again: open })
  return (
    <Button wide keyName="again" onClick={open}>
      {say('again.start')}
    </Button>
  )
}

/** Asks the central service by the same idempotency key; its answer settles the refund. */
export function AskAgainStep({ intent, onSettled, onAsked }: StepProps) {
  const ask = useTell('refund.askAgain')
  const press = async () => {
    const result = await ask.tell({ key: intent.key })
    if (result.ok) onSettled(result.value)
    else onAsked()
  }
  useKeys('panel', { askAgain: () => void press() })
  const isReused = ask.failure?.code === 'key_reused'
  return (
    <div className={styles.choice}>
      <Button
        size="l"
        wide
        look={intent.endedAt === null ? 'main' : 'plain'}
        keyName="askAgain"
        disabled={ask.busy}
        onClick={() => void press()}
      >
        {say(ask.busy ? 'review.busy' : 'review.askAgain')}
      </Button>
      <p className={styles.soft}>
        {say(intent.problemCode === 'key_reused' ? 'review.askAgain.hintReused' : 'review.askAgain.hint')}
      </p>
      {isReused ? (
        <p className={styles.outcome} role="status">
          {say('review.askAgain.reused')}
        </p>
      ) : (
        <FailureNote failure={ask.failure} />
      )}
    </div>
  )
}

/** Opens the step that closes the refund as not executed: its void is the only proof that no money moved. */
export function CloseStep({ onClose }: { readonly onClose: () => void }) {
  useKeys('panel', { closeAsNotExecuted: onClose })
  return (
    <div className={styles.choice}>
      <Button size="l" wide keyName="closeAsNotExecuted" onClick={onClose}>
        {say('review.close')}
      </Button>
      <p className={styles.soft}>{say('review.close.hint')}</p>
    </div>
  )
}

/**
 * For a refund that failed after the caller heard that it was accepted: it waits until its agent confirms that they
 * read it.
 */
export function AcknowledgeStep({ intent, onSettled }: Omit<StepProps, 'onAsked'>) {
  const acknowledge = useTell('refund.acknowledge')
  const press = async () => {
    const result = await acknowledge.tell({ key: intent.key })
    if (result.ok) onSettled(result.value)
  }
  useKeys('panel', { acknowledge: () => void press() })
  return (
    <div className={styles.choice}>
      <Button size="l" wide look="main" keyName="acknowledge" disabled={acknowledge.busy} onClick={() => void press()}>
        {say('refund.acknowledge')}
      </Button>
      <p className={styles.soft}>{say('review.seen.hint')}</p>
      <FailureNote failure={acknowledge.failure} />
    </div>
  )
}
