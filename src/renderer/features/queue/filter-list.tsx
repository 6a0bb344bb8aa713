import type { QueueView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import {
  filterByKind,
  filterByOwner,
  filterDecisions,
  nextOf,
  QUEUE_KINDS,
  QUEUE_OWNERS,
} from '../../state/queue-filter.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { KeyCap, shortcut } from '../../ui/keys/key-cap.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import styles from './filter-list.module.css'

/** Which of what waits is shown: what it waits for, and whose it is. */
export function FilterList({ queue: { waiting, unaccepted } }: { readonly queue: QueueView }) {
  const { state, go } = useDeskState()
  const { user } = usePerson()
  const viewerId = user?.id ?? null
  useKeys('region', {
    filter: () => go({ do: 'showQueueKind', queueKind: nextOf(QUEUE_KINDS, state.queueKind) }),
    whose: () => go({ do: 'showQueueOwner', queueOwner: nextOf(QUEUE_OWNERS, state.queueOwner) }),
  })
  const theirs = filterByOwner(waiting, state.queueOwner, viewerId)
  return (
    <>
      <section>
        <Title text={say('queue.filter')} keyName="filter" />
        <div className={styles.filters}>
          {QUEUE_KINDS.map((kind) => {
            const count =
              filterByKind(theirs, kind).length + filterDecisions(unaccepted, kind, state.queueOwner, viewerId).length
            return (
              <button
                key={kind}
                type="button"
                className={styles.filter}
                aria-pressed={state.queueKind === kind}
                aria-keyshortcuts={shortcut('filter')}
                data-empty={count === 0 || undefined}
                data-urgent={(kind === 'person' && count > 0) || undefined}
                onClick={() => go({ do: 'showQueueKind', queueKind: kind })}
              >
                <span>{say(`queue.filter.${kind}`)}</span>
                <span className={styles.count}>{count}</span>
              </button>
            )
          })}
        </div>
      </section>
      <section>
        <Title text={say('queue.whose')} keyName="whose" />
        <div className={styles.whose}>
          {QUEUE_OWNERS.map((whose) => (
            <button
              key={whose}
              type="button"
              className={styles.filter}
              aria-pressed={state.queueOwner === whose}
              aria-keyshortcuts={shortcut('whose')}
              onClick={() => go({ do: 'showQueueOwner', queueOwner: whose })}
            >
              {say(`queue.whose.${whose}`)}
            </button>
          ))}
        </div>
      </section>
    </>
  )
}

function Title({ text, keyName }: { readonly text: string; readonly keyName: 'filter' | 'whose' }) {
  return (
    <div className={styles.title}>
      <Heading>{text}</Heading>
      <KeyCap name={keyName} />
    </div>
  )
}
