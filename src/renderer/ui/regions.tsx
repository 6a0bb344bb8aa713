import type { ReactNode, Ref } from 'react'
import styles from './regions.module.css'

interface RegionsProps {
  readonly look: ReactNode
  readonly middle: ReactNode
  readonly act: ReactNode
  /** What each region is called, for screen readers. */
  readonly names: { readonly look: string; readonly middle: string; readonly act: string }
  readonly middleRef?: Ref<HTMLElement>
  /** The middle is there to be read and nothing in it takes the focus: it does itself, so that keys can scroll it. */
  readonly reading?: boolean
}

/** The three regions of every view: what you look through, what you look at, what you do about it. */
export function Regions({ look, middle, act, names, middleRef, reading = false }: RegionsProps) {
  return (
    <div className={styles.regions}>
      <section className={styles.look} data-scroll aria-label={names.look}>
        {look}
      </section>
      <section
        className={styles.middle}
        data-scroll
        data-stops
        aria-label={names.middle}
        ref={middleRef}
        tabIndex={reading ? 0 : -1}
      >
        {middle}
      </section>
      <section className={styles.act} data-scroll aria-label={names.act}>
        {act}
      </section>
    </div>
  )
}

/** The small heading above a part of a region. */
export function Heading({ children, level = 2 }: { readonly children: ReactNode; readonly level?: 2 | 3 }) {
  const Tag = `h${level}` as const
  return <Tag className={styles.heading}>{children}</Tag>
}
