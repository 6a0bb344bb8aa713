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

interface QueueListProps<T> {
  readonly title: string
  readonly items: readonly T[]
  readonly chosenKey: string | null
  readonly empty: ReactNode
  readonly row: (item: T, chosen: boolean) => ReactNode
}

/** One list of the queue, each thing in it with its state. */
export function QueueList<T extends { readonly key: string }>({
  title,
  items,
  chosenKey,
  empty,
  row,
}: QueueListProps<T>) {
  const at = items.findIndex(({ key }) => key === chosenKey)
  return (
    <section>
      <Heading>
        {title} · {items.length}
      </Heading>
      {items.length === 0 ? (
        <div className={styles.empty}>{empty}</div>
      ) : (
        <div className={styles.list}>
          <VirtualList
            kind="list"
            name={title}
            items={items}
            keyOf={({ key }) => key}
            rowHeight={53}
            {...(at >= 0 ? { shown: at } : {})}
            render={(item) => row(item, item.key === chosenKey)}
          />
        </div>
      )}
    </section>
  )
}

/** A refund: its state, whose it is, why it waits, and how much. */
export function IntentRow({ intent, chosen }: { readonly intent: IntentView; readonly chosen: boolean }) {
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
