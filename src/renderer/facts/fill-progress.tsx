import { Progress } from '@mantine/core'
import { IconDatabaseImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { DeskStatus } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { EmptyFace, FailureNote } from '../ui/face.tsx'
import styles from './fill-progress.module.css'

const percent = new Intl.NumberFormat('en', { style: 'percent' })

/** The progress of the first fill, while no copy can answer. */
export function FillProgress({ status: { fill, problem, connection } }: { readonly status: DeskStatus }) {
  // Between two tries the status has no fill, but nothing is lost: the bar keeps the last one.
  const [lastFill, setLastFill] = useState(fill)
  if (fill !== null && fill !== lastFill) setLastFill(fill)
  const share = lastFill && lastFill.total > 0 ? lastFill.done / lastFill.total : null
  const stalled = connection === 'offline' || connection === 'signed_out'
  const count =
    fill && fill.total > 0 ? say('fill.count', { done: fill.done, total: fill.total }) : say('fill.starting')
  return (
    <div className={styles.fill}>
      <EmptyFace icon={IconDatabaseImport} title={say('fill.title')} text={say('fill.text')}>
        <div className={styles.bar}>
          <Progress
            value={(share ?? 0) * 100}
            size={8}
            radius={4}
            aria-label={say('fill.title')}
            transitionDuration={0}
          />
          <p className={styles.count}>
            <span>{stalled ? say('fill.waiting') : count}</span>
            <span>{share === null ? null : percent.format(share)}</span>
          </p>
        </div>
        <FailureNote failure={problem} />
      </EmptyFace>
    </div>
  )
}
