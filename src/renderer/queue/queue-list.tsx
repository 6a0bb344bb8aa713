import type { ReactNode } from 'react'
import type { IntentView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { problemText, waitingText } from '../refund/intent-text.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { usePerson } from '../shell/use-person.ts'
import { Chip } from '../ui/chip.tsx'
import { Amount } from '../ui/money.tsx'
import { Heading } from '../ui/regions.tsx'
import { intentFace, intentToken } from '../ui/state-tokens.ts'
import { useNow, When } from '../ui/time.tsx'
import { dueText } from '../ui/time-text.ts'
import { VirtualList } from '../ui/virtual-list.tsx'
import styles from './queue-view.module.css'

interface QueueListProps {
  readonly title: string
  readonly intents: readonly IntentView[]
  readonly chosenKey: string | null
  readonly empty: ReactNode
}

/** One list of refunds with their states. */
export function QueueList({ title, intents, chosenKey, empty }: QueueListProps) {
  const at = intents.findIndex(({ key }) => key === chosenKey)
  return (
    <section>
      <Heading>
        {title} · {intents.length}
      </Heading>
      {intents.length === 0 ? (
        <div className={styles.empty}>{empty}</div>
      ) : (
        <div className={styles.list}>
          <VirtualList
            kind="list"
            name={title}
            items={intents}
            keyOf={({ key }) => key}
            rowHeight={53}
            {...(at >= 0 ? { shown: at } : {})}
            render={(intent) => <Row intent={intent} chosen={intent.key === chosenKey} />}
          />
        </div>
      )}
    </section>
  )
}

function Row({ intent, chosen }: { readonly intent: IntentView; readonly chosen: boolean }) {
  const { go } = useDeskState()
  const { user } = usePerson()
  return (
    <button
      type="button"
      data-row
      className={styles.row}
      aria-pressed={chosen}
      onClick={() => go({ do: 'chooseIntent', key: intent.key })}
    >
      <span className={styles.state}>
        <Chip token={intentToken(intentFace(intent))} />
      </span>
      <span className={styles.who}>
        <span className={styles.name}>{intent.travellerName}</span>
        <span className={styles.soft}>
          <code>{intent.recordReference}</code> · {intent.flightNumber}
          {intent.agent.id === user?.id ? null : ` · ${say('queue.by', { name: intent.agent.name })}`}
        </span>
      </span>
      <span className={styles.why}>
        <Why intent={intent} />
      </span>
      <span className={styles.money}>
        <Amount {...intent} strong />
        <span className={styles.soft}>
          <When at={intent.createdAt} />
        </span>
      </span>
    </button>
  )
}

/** Why it waits, and when it is tried next. */
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
