import type { BookingView, CustomerView } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { groupOf } from '../../facts/customer-facts.ts'
import { lineTarget } from '../../state/cursor-targets.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Chip } from '../../ui/chip.tsx'
import { centralToken } from '../../ui/format/state-tokens.ts'
import { dayText, departureText, exactText } from '../../ui/format/time-text.ts'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { ChargeLine } from './charge-line.tsx'
import styles from './timeline.module.css'

/** The timeline: all bookings of a customer with their charges and refunds, newest first. */
export function Timeline({ customer }: { readonly customer: CustomerView }) {
  const { state } = useDeskState()
  const shown = customer.bookings.findIndex(({ charges }) => charges.some(({ id }) => lineTarget(id) === state.cursor))
  return (
    <section>
      <Heading>{say('customer.bookings')}</Heading>
      <VirtualList
        kind="list"
        name={say('customer.bookings')}
        items={customer.bookings}
        keyOf={({ id }) => id}
        rowHeight={104}
        {...(shown >= 0 ? { shown } : {})}
        render={(booking) => <BookingBlock booking={booking} customer={customer} />}
      />
    </section>
  )
}

interface BookingProps {
  readonly booking: BookingView
  readonly customer: CustomerView
}

/** One booking with its charges. */
function BookingBlock({ booking, customer }: BookingProps) {
  const now = useNow()
  const { flight } = booking
  const details = [
    booking.travellerName,
    say('customer.departs', { when: departureText(flight.departure) }),
    ...(booking.seat ? [say('customer.seat', { seat: booking.seat })] : []),
    ...(booking.serviceCode ? [label('service', booking.serviceCode)] : []),
    say('customer.booked', { when: dayText(booking.bookedAt, now), channel: label('channel', booking.channel) }),
  ]
  return (
    <div className={styles.booking}>
      <time
        className={styles.day}
        dateTime={new Date(booking.bookedAt).toISOString()}
        title={exactText(booking.bookedAt)}
      >
        {dayText(booking.bookedAt, now)}
      </time>
      <div className={styles.booking}>
        <div className={styles.title}>
          <strong>
            {flight.number} {flight.origin} → {flight.destination}
          </strong>
          <code>{booking.reference}</code>
          <Chip token={centralToken('bookingStatus', booking.status)} />
        </div>
        <p className={styles.details}>{details.join(' · ')}</p>
        {booking.charges.length === 0 ? <p className={styles.details}>{say('customer.noCharges')}</p> : null}
        {booking.charges.map((charge) => (
          <ChargeLine key={charge.id} charge={charge} group={groupOf(customer, charge.id)} />
        ))}
      </div>
    </div>
  )
}
