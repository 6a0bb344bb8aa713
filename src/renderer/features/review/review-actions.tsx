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
import { Again, AskAgain, Close, Seen, type StepProps } from './review-steps.tsx'

/** The two things that a person may do about a refund whose outcome is not proved, and what came of it. */
export function ReviewActions({ intent, onSettled, onAsked }: StepProps) {
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
          {say(`outcome.${shownState(intent)}`)}
        </p>
      ) : null}
      {may.seen ? <Seen intent={intent} onSettled={onSettled} /> : null}
      {closing && may.close ? (
        <NoteStep
          of={`close:${intent.key}`}
          title={say('review.close')}
          hint={say('review.close.hint')}
          go={say('review.close.confirm')}
          busy={close.busy}
          failure={close.failure}
          onGo={async (note) => {
            const result = await close.tell({ key: intent.key, note })
            if (result.ok) settle(result.value)
            return result.ok
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
