import { useEffect, useLayoutEffect, useRef } from 'react'
import type { InboxRow as Row } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { VirtualList } from '../../ui/virtual-list.tsx'
import styles from './inbox-list.module.css'
import { InboxRow } from './inbox-row.tsx'
import type { Inbox } from './use-inbox.ts'

/** The height of every row, in px. It is fixed, so that `useSteadyScroll` can correct the scroll position. */
const ROW_HEIGHT = 56

interface InboxListProps {
  readonly inbox: Inbox
  readonly rows: readonly Row[]
  /** The place of the chosen group, from 0; -1 when it has left the list. */
  readonly at: number
  /** The groups selected for a bulk refund; null for a person who may not make one. */
  readonly selected: readonly string[] | null
  readonly onChoose: (at: number) => void
  readonly onSelect: (row: Row) => void
}

/** The list of open groups. While groups come and go, the chosen row keeps its place on the screen. */
export function InboxList({ inbox, rows, at, selected, onChoose, onSelect }: InboxListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const chosen = rows[at]?.groupId ?? null
  useSteadyScroll(scroller, rows, at)
  return (
    <div className={styles.scroller} data-scroll ref={scroller}>
      <VirtualList
        kind="list"
        name={say('inbox.list')}
        items={rows}
        keyOf={({ groupId }) => groupId}
        rowHeight={ROW_HEIGHT}
        render={(row, index) => (
          <>
            <InboxRow
              row={row}
              chosen={row.groupId === chosen}
              selected={selected?.includes(row.groupId) ?? null}
              onChoose={() => onChoose(index)}
              onSelect={() => onSelect(row)}
            />
            {index === rows.length - 1 && inbox.isMore ? <NearEnd key={rows.length} onNear={inbox.loadMore} /> : null}
          </>
        )}
      />
      {inbox.isLoadingMore ? <p className={styles.end}>{say('inbox.loadingMore')}</p> : null}
      {!inbox.isMore && rows.length > 20 ? <p className={styles.end}>{say('inbox.end')}</p> : null}
    </div>
  )
}

/**
 * The end of the loaded rows. The list draws only rows near the visible ones, so drawing this asks for the next page.
 */
function NearEnd({ onNear }: { readonly onNear: () => void }) {
  const near = useRef(onNear)
  useEffect(() => near.current(), [])
  return null
}

/**
 * Keeps the chosen row at its place on the screen while rows above it come and go. A newly chosen row is scrolled into
 * sight.
 */
function useSteadyScroll(scroller: { readonly current: HTMLElement | null }, rows: readonly Row[], at: number): void {
  const before = useRef({ groupId: null as string | null, at })
  useLayoutEffect(() => {
    const groupId = rows[at]?.groupId ?? null
    const around = scroller.current
    if (groupId !== null && around !== null) {
      const top = at * ROW_HEIGHT
      const isSame = groupId === before.current.groupId
      if (isSame) around.scrollTop += top - before.current.at * ROW_HEIGHT
      else if (top < around.scrollTop) around.scrollTop = top
      else around.scrollTop = Math.max(around.scrollTop, top + ROW_HEIGHT - around.clientHeight)
    }
    before.current = { groupId, at }
  }, [scroller, rows, at])
}
