import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { problemText, waitingText } from '../../facts/intent-text.ts'
import { intentToken, shownState } from '../../ui/format/state-tokens.ts'
import { dueText } from '../../ui/format/time-text.ts'
import { Amount } from '../../ui/money.tsx'
import { useNow } from '../../ui/time.tsx'
import { QueueRow } from './queue-row.tsx'
import styles from './queue-view.module.css'

/** A refund in the list of the queue. */
export function IntentRow({ intent, chosen }: { readonly intent: IntentView; readonly chosen: boolean }) {
  return (
    <QueueRow
      id={intent.key}
      chosen={chosen}
      token={intentToken(shownState(intent))}
      travellerName={intent.travellerName}
      booking={intent}
      by={intent.agent}
      why={<Why intent={intent} />}
      amount={<Amount amountMinor={intent.amountMinor} currency={intent.currency} strong />}
      at={intent.createdAt}
    />
  )
}

/** What the refund waits for, and when the next attempt is. */
function Why({ intent }: { readonly intent: IntentView }) {
  const now = useNow()
  const waiting = waitingText(intent)
  if (intent.problemCode && (intent.state === 'refused' || intent.state === 'needs_review')) {
    return (
      <>
        <span>{problemText(intent.problemCode)}</span>
        <Attempts intent={intent} next={null} />
      </>
    )
  }
  if (intent.endedAt !== null || !waiting) return <code className={styles.soft}>{intent.reference}</code>
  const next =
    intent.dueAt !== null && intent.waitingFor === 'retry'
      ? say('queue.nextTry', { when: dueText(intent.dueAt, now) })
      : null
  return (
    <>
      <span>{waiting}</span>
      <Attempts intent={intent} next={next} />
    </>
  )
}

function Attempts({ intent: { attempts }, next }: { readonly intent: IntentView; readonly next: string | null }) {
  const tried = attempts > 0 ? say('queue.attempts', { count: attempts }) : null
  return <span className={styles.soft}>{[next, tried].filter(Boolean).join(' · ')}</span>
}
