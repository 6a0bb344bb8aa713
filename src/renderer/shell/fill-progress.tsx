import { Progress } from '@mantine/core'
import { IconDatabaseImport } from '@tabler/icons-react'
import type { DeskStatus } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { EmptyFace, FailureNote } from '../ui/face.tsx'
import styles from './fill-progress.module.css'

const percent = new Intl.NumberFormat('en', { style: 'percent' })

/** The first fill: what is happening, how far it has come. */
export function FillProgress({ status: { fill, problem, connection } }: { readonly status: DeskStatus }) {
  const share = fill && fill.total > 0 ? fill.done / fill.total : 0
  const stalled = connection === 'offline' || connection === 'signed_out'
  const count =
    fill && fill.total > 0 ? say('fill.count', { done: fill.done, total: fill.total }) : say('fill.starting')
  return (
    <div className={styles.fill}>
      <EmptyFace icon={IconDatabaseImport} title={say('fill.title')} text={say('fill.text')}>
        <div className={styles.bar}>
          <Progress value={share * 100} size={8} radius={4} aria-label={say('fill.title')} transitionDuration={0} />
          <p className={styles.count}>
            <span>{stalled ? say('fill.waiting') : count}</span>
            <span>{percent.format(share)}</span>
          </p>
        </div>
        <FailureNote failure={problem} />
      </EmptyFace>
    </div>
  )
}
