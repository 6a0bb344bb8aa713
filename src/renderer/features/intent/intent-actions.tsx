import { useState } from 'react'
import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import type { DeskPerson } from '../../bridge/use-person.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { mayDo } from '../../facts/may-do.ts'
import { NoteStep } from '../../facts/note-step.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './intent-card.module.css'

interface IntentActionsProps {
  readonly intent: IntentView
  readonly person: DeskPerson
  /** Opens a new form for what is left of the charge; null when that is not possible. */
  readonly onAgain: (() => void) | null
}

/** What this person can still do about a refund: one button with its key for each. */
export function IntentActions({ intent, person, onAgain }: IntentActionsProps) {
  const { go } = useDeskState()
  const cancel = useTell('refund.cancel')
  const acknowledge = useTell('refund.acknowledge')
  const retry = useTell('refund.retryNow')
  const [ending, setEnding] = useState(false)
  const { key } = intent
  const may = mayDo(intent, person)
  const openReview = () => go({ do: 'review', key })
  useKeys('panel', { cancel: () => void cancel.tell({ key }) }, may.takeBack)
  useKeys('panel', { acknowledge: () => void acknowledge.tell({ key }) }, may.seen)
  useKeys('panel', { retry: () => void retry.tell({ key }) }, may.retry)
  useKeys('panel', { lookInto: openReview }, may.lookInto)
  useKeys('panel', { supervise: () => setEnding(true) }, may.supervise !== null && !ending)
  useKeys('panel', { again: () => onAgain?.() }, onAgain !== null)
  if (ending && may.supervise) {
    return <Supervise intent={intent} action={may.supervise} onDone={() => setEnding(false)} />
  }
  const isNone = !may.takeBack && !may.seen && !may.retry && !may.lookInto && !may.supervise && !onAgain
  return (
    <>
      <FailureNote failure={cancel.failure ?? acknowledge.failure ?? retry.failure} />
      {isNone ? null : (
        <div className={styles.actions}>
          {may.lookInto ? (
            <Button look={intent.state === 'needs_review' ? 'main' : 'plain'} keyName="lookInto" onClick={openReview}>
              {say('queue.lookInto')}
            </Button>
          ) : null}
          {may.retry ? (
            <Button keyName="retry" disabled={retry.busy} onClick={() => void retry.tell({ key })}>
              {say('queue.retry')}
            </Button>
          ) : null}
          {may.takeBack ? (
            <Button keyName="cancel" disabled={cancel.busy} onClick={() => void cancel.tell({ key })}>
              {say('refund.cancel')}
            </Button>
          ) : null}
          {may.supervise ? (
            <Button keyName="supervise" onClick={() => setEnding(true)}>
              {say(`supervise.${may.supervise}`, { agent: intent.agent.name })}
            </Button>
          ) : null}
          {may.seen ? (
            <Button keyName="acknowledge" disabled={acknowledge.busy} onClick={() => void acknowledge.tell({ key })}>
              {say('refund.acknowledge')}
            </Button>
          ) : null}
          {onAgain ? (
            <Button keyName="again" onClick={onAgain}>
              {againText(intent)}
            </Button>
          ) : null}
        </div>
      )}
    </>
  )
}

function againText({ state, faster }: IntentView): string {
  if (state !== 'refused' && state !== 'cancelled') return say('refund.again')
  return say(faster ? 'faster.recompute' : 'again.start')
}

interface SuperviseProps {
  readonly intent: IntentView
  readonly action: 'take_back' | 'void'
  readonly onDone: () => void
}

/** The step in which a supervisor ends a colleague's refund, with a note. */
function Supervise({ intent: { key, agent }, action, onDone }: SuperviseProps) {
  const supervise = useTell('refund.supervise')
  return (
    <NoteStep
      noteKey={`supervise:${key}`}
      title={say(`supervise.${action}`, { agent: agent.name })}
      hint={say(`supervise.${action}.hint`, { agent: agent.name })}
      submitText={say(`supervise.${action}`, { agent: agent.name })}
      busy={supervise.busy}
      failure={supervise.failure}
      onSubmit={async (note) => {
        const result = await supervise.tell({ key, note })
        if (result.ok) onDone()
        return result.ok
      }}
      onBack={onDone}
    />
  )
}
