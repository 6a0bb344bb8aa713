import { useEffect, useState } from 'react'
import { say } from '../../shared/text/index.ts'
import styles from './skeleton.module.css'

/** Nothing is shown before that: what comes sooner must not flicker. */
const QUIET_MS = 150

interface SkeletonProps {
  readonly rows?: number
  readonly height?: number
}

/** Grey lines where an answer is about to stand. */
export function Skeleton({ rows = 4, height = 44 }: SkeletonProps) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={styles.lines} role="status">
      <span className="hidden">{say('common.loading')}</span>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className={styles.line} style={{ height }} />
      ))}
    </div>
  )
}
