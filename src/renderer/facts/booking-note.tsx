import type { BookingView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import styles from './booking-note.module.css'

/** Says whether the booking of a charge is active or cancelled, because a refund never changes a booking. */
export function BookingNote({ booking: { reference, status } }: { readonly booking: BookingView }) {
  return (
    <p className={styles.stands}>
      {status === 'cancelled' ? say('refund.cancelled', { reference }) : say('refund.stands', { reference })}
    </p>
  )
}
