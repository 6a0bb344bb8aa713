import type { RecordView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import styles from './stands.module.css'

/** A refund never changes a booking: says whether the one behind this charge still stands. */
export function Stands({ record: { reference, status } }: { readonly record: RecordView }) {
  return (
    <p className={styles.stands}>
      {status === 'cancelled' ? say('refund.cancelled', { reference }) : say('refund.stands', { reference })}
    </p>
  )
}
