import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { InboxRow as Row } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { VirtualList } from '../../ui/virtual-list.tsx'
import styles from './inbox-list.module.css'
import { InboxRow } from './inbox-row.tsx'
import type { Inbox } from './use-inbox.ts'

/** In px; every row has it, so that the list can stay where it is while rows come and go above. */
const ROW_HEIGHT = 56

interface InboxListProps {
  readonly inbox: Inbox
  readonly rows: readonly Row[]
  /** Where the chosen group stands; -1 when it has left. */
  readonly at: number
  /** Null for who cannot give back in bulk. */
  readonly selected: readonly string[] | null
  readonly onChoose: (at: number) => void
  readonly onSelect: (row: Row) => void
  readonly children: ReactNode
}

/** The open groups. While they change, the row under the hand stays where it is. */
export function InboxList({ inbox, rows, at, selected, onChoose, onSelect, children }: InboxListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const chosen = rows[at]?.groupId ?? null
  useSteady(scroller, rows, at)
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
      {children}
    </div>
  )
}

/** Stands at the end of what has come; once it is near enough to be in the page, the next one is asked for. */
function NearEnd({ onNear }: { readonly onNear: () => void }) {
  const near = useRef(onNear)
  useEffect(() => near.current(), [])
  return null
}

/** Keeps the chosen row where it stands on the screen while others come or go above it; a newly chosen one comes into sight. */
function useSteady(scroller: { readonly current: HTMLElement | null }, rows: readonly Row[], at: number): void {
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
