import type { ReactNode, Ref } from 'react'
import styles from './regions.module.css'

interface RegionsProps {
  /** What the person looks through: a list or a summary. */
  readonly left: ReactNode
  /** What the person looks at. */
  readonly middle: ReactNode
  /** What the person does about it. */
  readonly right: ReactNode
  /** The name of each region, for screen readers. */
  readonly names: { readonly left: string; readonly middle: string; readonly right: string }
  readonly middleRef?: Ref<HTMLElement>
  /** True when nothing in the middle takes the focus. Then the middle takes it itself, so that keys can scroll it. */
  readonly isMiddleFocusable?: boolean
}

/**
 * The three regions of every view. The middle carries `data-cursor-targets`: only inside it does the cursor move the
 * focus (state/use-cursor-target.ts).
 */
export function Regions({ left, middle, right, names, middleRef, isMiddleFocusable = false }: RegionsProps) {
  return (
    <div className={styles.regions}>
      <section className={styles.left} data-scroll aria-label={names.left}>
        {left}
      </section>
      <section
        className={styles.middle}
        data-scroll
        data-cursor-targets
        aria-label={names.middle}
        ref={middleRef}
        tabIndex={isMiddleFocusable ? 0 : -1}
      >
        {middle}
      </section>
      <section className={styles.right} data-scroll aria-label={names.right}>
        {right}
      </section>
    </div>
  )
}

/** A small heading above a part of a region. */
export function Heading({ children, level = 2 }: { readonly children: ReactNode; readonly level?: 2 | 3 }) {
  const Tag = `h${level}` as const
  return <Tag className={styles.heading}>{children}</Tag>
}
