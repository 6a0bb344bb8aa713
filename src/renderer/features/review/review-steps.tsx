import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './review.module.css'

/** What each step is given. */
export interface StepProps {
  readonly intent: IntentView
  /** An asking or a closing came back with the refund as it is now. */
  readonly onSettled: (intent: IntentView) => void
  /** The central service may say something else by now. */
  readonly onAsked: () => void
}

/** A form for what is left of the charge, now that this is settled. */
export function Again({ intent: { bookingId, chargeId } }: Pick<StepProps, 'intent'>) {
  const { go } = useDeskState()
  const open = () => go({ do: 'openCharge', bookingId, chargeId })
  useKeys('panel', { again: open })
  return (
    <Button wide keyName="again" onClick={open}>
      {say('again.start')}
    </Button>
  )
}

/** The central service is asked by the same key, and the refund settles from its answer. */
export function AskAgain({ intent, onSettled, onAsked }: StepProps) {
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

/** The way to the one proof that no money moved. */
export function Close({ onClose }: { readonly onClose: () => void }) {
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

/** The caller was told otherwise: it stays until its agent says that they know. */
export function Seen({ intent, onSettled }: Omit<StepProps, 'onAsked'>) {
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
