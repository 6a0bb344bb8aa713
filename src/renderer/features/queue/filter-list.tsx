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

/** The filters of the queue: what a row waits for, and whose it is. Each choice shows its number of rows. */
export function FilterList({ queue: { waiting, unaccepted } }: { readonly queue: QueueView }) {
  const { state, go } = useDeskState()
  const { user } = usePerson()
  const viewerId = user?.id ?? null
  useKeys('region', {
    filter: () => go({ do: 'showQueueKind', queueKind: nextOf(QUEUE_KINDS, state.queueKind) }),
    whose: () => go({ do: 'showQueueOwner', queueOwner: nextOf(QUEUE_OWNERS, state.queueOwner) }),
  })
  const ofOwner = filterByOwner(waiting, state.queueOwner, viewerId)
  return (
    <>
      <section>
        <Title text={say('queue.filter')} keyName="filter" />
        <div className={styles.filters}>
          {QUEUE_KINDS.map((kind) => {
            const count =
              filterByKind(ofOwner, kind).length + filterDecisions(unaccepted, kind, state.queueOwner, viewerId).length
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
          {QUEUE_OWNERS.map((owner) => (
            <button
              key={owner}
              type="button"
              className={styles.filter}
              aria-pressed={state.queueOwner === owner}
              aria-keyshortcuts={shortcut('whose')}
              onClick={() => go({ do: 'showQueueOwner', queueOwner: owner })}
            >
              {say(`queue.whose.${owner}`)}
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
