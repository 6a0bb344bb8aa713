import type { RecordView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import styles from './refund-panel.module.css'

/** A refund never changes a booking: says whether the one behind this charge still stands. */
export function Stands({ record: { reference, status } }: { readonly record: RecordView }) {
  return (
    <p className={styles.stands}>
      {status === 'cancelled' ? say('refund.cancelled', { reference }) : say('refund.stands', { reference })}
    </p>
  )
}
