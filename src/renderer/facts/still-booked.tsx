import type { BookingView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import styles from './still-booked.module.css'

/** A refund never changes a booking: says whether the one behind this charge still stands. */
export function StillBooked({ booking: { reference, status } }: { readonly booking: BookingView }) {
  return (
    <p className={styles.stands}>
      {status === 'cancelled' ? say('refund.cancelled', { reference }) : say('refund.stands', { reference })}
    </p>
  )
}
