import { useState } from 'react'
import type { IntentView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { useTell } from '../desk.tsx'
import { agentText, callerText } from '../refund/intent-text.ts'
import { mayDo } from '../refund/may-do.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { usePerson } from '../shell/use-person.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/face.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Heading } from '../ui/regions.tsx'
import { intentFace } from '../ui/state-tokens.ts'
import { History } from './history.tsx'
import { NoteStep } from './note-step.tsx'
import styles from './review.module.css'

interface ReviewActionsProps {
  readonly intent: IntentView
  /** An asking or a closing came back with the refund as it is now. */
  readonly onSettled: (intent: IntentView) => void
  /** The central service may say something else by now. */
  readonly onAsked: () => void
}

/** The two things that a person may do about a refund whose outcome is not proved, and what came of it. */
export function ReviewActions({ intent, onSettled, onAsked }: ReviewActionsProps) {
  const person = usePerson()
  // From then on the outcome is said, and follows the refund where it goes.
  const [acted, setActed] = useState(false)
  const [closing, setClosing] = useState(false)
  const close = useTell('refund.closeAsNotExecuted')
  const may = mayDo(intent, person)
  const settle = (now: IntentView) => {
    setActed(true)
    setClosing(false)
    onSettled(now)
    onAsked()
  }
  return (
    <div className={styles.actions}>
      <section className={styles.say}>
        <Heading level={3}>{say('refund.say')}</Heading>
        {callerText(intent)}
      </section>
      <p>{agentText(intent, person.user?.id ?? null)}</p>
      {acted ? (
        <p className={styles.outcome} role="status">
          {say(`outcome.${intentFace(intent)}`)}
        </p>
      ) : null}
      {may.seen ? <Seen intent={intent} onSettled={onSettled} /> : null}
      {closing && may.close ? (
        <NoteStep
          title={say('review.close')}
          hint={say('review.close.hint')}
          go={say('review.close.confirm')}
          busy={close.busy}
          failure={close.failure}
          onGo={async (note) => {
            const result = await close.tell({ key: intent.key, note })
            if (result.ok) settle(result.value)
          }}
          onBack={() => setClosing(false)}
        />
      ) : may.ask || may.close ? (
        <section className={styles.choices}>
          <Heading level={3}>{say('review.do')}</Heading>
          {may.ask ? <AskAgain intent={intent} onSettled={settle} onAsked={onAsked} /> : null}
          {may.close ? <Close onClose={() => setClosing(true)} /> : null}
          {may.ask && !may.close && intent.endedAt === null && intent.state === 'needs_review' ? (
            <p className={styles.soft}>{say('review.close.who', { agent: intent.agent.name })}</p>
          ) : null}
        </section>
      ) : null}
      {may.again ? <Again intent={intent} /> : null}
      {closing ? null : <Back />}
      <History refundKey={intent.key} />
    </div>
  )
}

/** One step back, shown as a button where everything else has been done. */
function Back() {
  const { go } = useDeskState()
  return (
    <Button look="quiet" keyName="back" onClick={() => go({ do: 'back' })}>
      {say('review.back')}
    </Button>
  )
}

/** A form for what is left of the charge, now that this is settled. */
function Again({ intent: { recordId, chargeId } }: { readonly intent: IntentView }) {
  const { go } = useDeskState()
  const open = () => go({ do: 'openCharge', recordId, chargeId })
  useKeys('panel', { again: open })
  return (
    <Button wide keyName="again" onClick={open}>
      {say('again.start')}
    </Button>
  )
}

type StepProps = Pick<ReviewActionsProps, 'intent' | 'onSettled'>

function AskAgain({ intent, onSettled, onAsked }: ReviewActionsProps) {
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

function Close({ onClose }: { readonly onClose: () => void }) {
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
function Seen({ intent, onSettled }: StepProps) {
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
