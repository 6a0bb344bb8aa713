import { useEffect, useState } from 'react'
import { say } from '../../shared/text/index.ts'
import styles from './skeleton.module.css'

/** The skeleton appears after this time, in ms, so that a fast answer does not flicker. */
const DELAY_MS = 150

interface SkeletonProps {
  readonly rows?: number
  readonly height?: number
}

/** The face of a list or pane that is loading: grey lines, `height` in px each. */
export function Skeleton({ rows = 4, height = 44 }: SkeletonProps) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY_MS)
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
