import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useLayoutEffect, useRef, useState } from 'react'
import styles from './virtual-list.module.css'

interface VirtualListProps<T> {
  /** `listbox`: the rows are options of a combobox, which keeps the focus. */
  readonly kind: 'list' | 'listbox'
  readonly name: string
  readonly id?: string
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** The height of a row in px. A row with another height is drawn a second time. */
  readonly rowHeight: number | ((item: T) => number)
  readonly render: (item: T, index: number) => ReactNode
  /** The row that must be visible, from 0. */
  readonly shown?: number
  /**
   * The question that this list answers, where the list is alone in its region. A new question scrolls the region to
   * its top.
   */
  readonly about?: string
}

/** A list that draws only its visible rows. It scrolls with the nearest ancestor that carries `data-scroll`. */
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
    // The first row of an answer is shown together with the text above the list.
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
