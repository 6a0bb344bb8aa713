import type { ReactNode } from 'react'
import { Heading } from '../../ui/regions.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import styles from './queue-view.module.css'

interface QueueListProps<T> {
  readonly title: string
  readonly items: readonly T[]
  readonly chosenKey: string | null
  readonly empty: ReactNode
  readonly row: (item: T, chosen: boolean) => ReactNode
}

/** One list of the queue with its heading. `row` draws an item; `empty` is shown when there is none. */
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
