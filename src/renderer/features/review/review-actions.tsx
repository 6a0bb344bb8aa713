import { useState } from 'react'
import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { History } from '../../facts/history.tsx'
import { agentText, callerText } from '../../facts/intent-text.ts'
import { mayDo } from '../../facts/may-do.ts'
import { NoteStep } from '../../facts/note-step.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { shownState } from '../../ui/format/state-tokens.ts'
import { Heading } from '../../ui/regions.tsx'
import styles from './review.module.css'
import { AcknowledgeStep, AskAgainStep, CloseStep, NewFormStep, type StepProps } from './review-steps.tsx'

/**
 * What a person may do about a refund whose outcome is not proved: ask again, or close it with a proof; and what came
 * of it.
 */
export function ReviewActions({ intent, onSettled, onAsked }: StepProps) {
  const person = usePerson()
  // After an action the pane shows the outcome, and keeps it up to date while the refund changes.
  const [hasActed, setHasActed] = useState(false)
  const [closing, setClosing] = useState(false)
  const close = useTell('refund.closeAsNotExecuted')
  const may = mayDo(intent, person)
  const settle = (now: IntentView) => {
    setHasActed(true)
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
      {hasActed ? (
        <p className={styles.outcome} role="status">
          {say(`outcome.${shownState(intent)}`)}
        </p>
      ) : null}
      {may.seen ? <AcknowledgeStep intent={intent} onSettled={onSettled} /> : null}
      {closing && may.close ? (
        <NoteStep
          noteKey={`close:${intent.key}`}
          title={say('review.close')}
          hint={say('review.close.hint')}
          submitText={say('review.close.confirm')}
          busy={close.busy}
          failure={close.failure}
          onSubmit={async (note) => {
            const result = await close.tell({ key: intent.key, note })
            if (result.ok) settle(result.value)
            return result.ok
          }}
          onBack={() => setClosing(false)}
        />
      ) : may.ask || may.close ? (
        <section className={styles.choices}>
          <Heading level={3}>{say('review.do')}</Heading>
          {may.ask ? <AskAgainStep intent={intent} onSettled={settle} onAsked={onAsked} /> : null}
          {may.close ? <CloseStep onClose={() => setClosing(true)} /> : null}
          {may.ask && !may.close && intent.endedAt === null && intent.state === 'needs_review' ? (
            <p className={styles.soft}>{say('review.close.who', { agent: intent.agent.name })}</p>
          ) : null}
        </section>
      ) : null}
      {may.again ? <NewFormStep intent={intent} /> : null}
      {closing ? null : <BackButton />}
      <History refundKey={intent.key} />
    </div>
  )
}

/** The button that leads back to where the review was opened. */
function BackButton() {
  const { go } = useDeskState()
  return (
    <Button look="quiet" keyName="back" onClick={() => go({ do: 'back' })}>
      {say('review.back')}
    </Button>
  )
}
