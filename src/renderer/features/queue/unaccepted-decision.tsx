import type { UnacceptedDecision } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { decisionLabel, whyUnaccepted } from '../../facts/decision-text.ts'
import { problemText } from '../../facts/intent-text.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { decisionToken } from '../../ui/format/state-tokens.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { RelativeTime } from '../../ui/time.tsx'
import { QueueRow } from './queue-row.tsx'
import styles from './queue-view.module.css'

/**
 * A decision that the central service did not accept, in the list of the queue: the traveller, the decision, and why.
 */
export function UnacceptedRow({
  decision,
  chosen,
}: {
  readonly decision: UnacceptedDecision
  readonly chosen: boolean
}) {
  const { key, place, by, verdict, state, problemCode, overtakenBy, at } = decision
  return (
    <QueueRow
      id={key}
      chosen={chosen}
      token={decisionToken(state)}
      travellerName={place?.travellerName ?? say('queue.unaccepted.gone')}
      booking={place}
      by={by}
      why={
        <>
          {/* The chip already says that the decision was refused, so the text says the problem only. */}
          <span>
            {problemCode && state === 'refused' ? problemText(problemCode) : whyUnaccepted(decision, overtakenBy)}
          </span>
          <span className={styles.soft}>{say('queue.unaccepted.decision', { word: decisionLabel(verdict) })}</span>
        </>
      }
      at={at}
    />
  )
}

/** The card of such a decision: all of it, the way to its charges, and the button that takes it off the list. */
export function UnacceptedCard({
  decision,
  onOpen,
}: {
  readonly decision: UnacceptedDecision
  readonly onOpen: () => void
}) {
  const { user } = usePerson()
  const acknowledge = useTell('group.acknowledge')
  const { key, place, by, verdict, state, note, at } = decision
  const isOwn = by.id === user?.id
  const confirmRead = () => void acknowledge.tell({ key })
  useKeys('panel', { acknowledge: confirmRead }, isOwn)
  return (
    <article className={styles.chosen} aria-live="polite">
      {place ? (
        <Button keyName="customer" wide onClick={onOpen}>
          {say('refund.openCustomer')}
        </Button>
      ) : (
        <p className={styles.soft}>{say('queue.unaccepted.nowhere')}</p>
      )}
      <header className={styles.decision}>
        <Chip token={decisionToken(state)} />
        <strong className={styles.verdict}>{decisionLabel(verdict)}</strong>
        <p>{whyUnaccepted(decision, decision.overtakenBy)}</p>
        <p className={styles.soft}>
          {say('decide.by', { name: by.name })} <RelativeTime at={at} />
        </p>
        <p className={styles.note}>{say('decide.note', { note })}</p>
      </header>
      <p className={styles.soft}>{say('queue.unaccepted.what')}</p>
      <FailureNote failure={acknowledge.failure} />
      {isOwn ? (
        <Button keyName="acknowledge" disabled={acknowledge.busy} onClick={confirmRead}>
          {say('refund.acknowledge')}
        </Button>
      ) : null}
    </article>
  )
}
