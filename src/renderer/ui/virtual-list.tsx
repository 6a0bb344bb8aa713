import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useLayoutEffect, useRef, useState } from 'react'
import styles from './virtual-list.module.css'

interface VirtualListProps<T> {
  /** A plain list, or one whose rows are options of a box that keeps the focus. */
  readonly kind: 'list' | 'listbox'
  readonly name: string
  readonly id?: string
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** In px, of one row or of each; where it is wrong the row is drawn twice. */
  readonly rowHeight: number | ((item: T) => number)
  readonly render: (item: T, index: number) => ReactNode
  /** The row that must be in sight. */
  readonly shown?: number
  /** The question that the list answers, alone in its region: the answer to another one is read from its top. */
  readonly about?: string
}

/** A list that keeps only the rows in sight in the page. It scrolls with the nearest element that carries `data-scroll`. */
export function VirtualList<T>({ kind, name, id, items, keyOf, rowHeight, render, shown, about }: VirtualListProps<T>) {
  const list = useRef<HTMLElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const around = list.current?.closest<HTMLElement>('[data-scroll]') ?? null
    setScroller(around)
    if (!around || !list.current) return
    const top = list.current.getBoundingClientRect().top - around.getBoundingClientRect().top + around.scrollTop
    if (Math.abs(top - above) > 1) setAbove(top)
  })
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => {
      if (typeof rowHeight === 'number') return rowHeight
      const item = items[index]
      return item === undefined ? 0 : rowHeight(item)
    },
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    scrollMargin: above,
    overscan: 8,
  })
  const isAnswer = about !== undefined
  useEffect(() => {
    // With the first row of an answer comes what stands above it.
    if (isAnswer && shown === 0) scroller?.scrollTo({ top: 0 })
    else if (shown !== undefined && shown >= 0) rows.scrollToIndex(shown)
  }, [isAnswer, shown, rows, scroller])
  useEffect(() => {
    if (about !== undefined) scroller?.scrollTo({ top: 0 })
  }, [about, scroller])

  const List = kind === 'list' ? 'ul' : 'div'
  const Row = kind === 'list' ? 'li' : 'div'
  return (
    <List
      ref={list as Ref<never>}
      id={id}
      role={kind === 'listbox' ? 'listbox' : undefined}
      aria-label={name}
      className={styles.list}
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map((row) => {
        const item = items[row.index]
        if (item === undefined) return null
        return (
          <Row
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            {...(kind === 'list'
              ? { 'aria-setsize': items.length, 'aria-posinset': row.index + 1 }
              : { role: 'presentation' })}
            className={styles.row}
            style={{ transform: `translateY(${row.start - above}px)` }}
          >
            {render(item, row.index)}
          </Row>
        )
      })}
    </List>
  )
}
