import type { CustomerView, RecordView } from '../../../shared/model/index.ts'
import { say, word } from '../../../shared/text/index.ts'
import { groupOf } from '../../facts/customer-facts.ts'
import { lineStop } from '../../state/stops.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Chip } from '../../ui/chip.tsx'
import { centralToken } from '../../ui/format/state-tokens.ts'
import { dayText, departureText, exactText } from '../../ui/format/time-text.ts'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { ChargeLine } from './charge-line.tsx'
import styles from './timeline.module.css'

/** All bookings of a customer with their charges and refunds, newest first. */
export function Timeline({ customer }: { readonly customer: CustomerView }) {
  const { state } = useDeskState()
  const shown = customer.records.findIndex(({ charges }) => charges.some(({ id }) => lineStop(id) === state.cursor))
  return (
    <section>
      <Heading>{say('customer.records')}</Heading>
      <VirtualList
        kind="list"
        name={say('customer.records')}
        items={customer.records}
        keyOf={({ id }) => id}
        rowHeight={104}
        {...(shown >= 0 ? { shown } : {})}
        render={(record) => <BookingRecord record={record} customer={customer} />}
      />
    </section>
  )
}

interface BookingRecordProps {
  readonly record: RecordView
  readonly customer: CustomerView
}

function BookingRecord({ record, customer }: BookingRecordProps) {
  const now = useNow()
  const { flight } = record
  const details = [
    record.travellerName,
    say('customer.departs', { when: departureText(flight.departure) }),
    ...(record.seat ? [say('customer.seat', { seat: record.seat })] : []),
    ...(record.serviceCode ? [word('service', record.serviceCode)] : []),
    say('customer.booked', { when: dayText(record.bookedAt, now), channel: word('channel', record.channel) }),
  ]
  return (
    <div className={styles.record}>
      <time
        className={styles.day}
        dateTime={new Date(record.bookedAt).toISOString()}
        title={exactText(record.bookedAt)}
      >
        {dayText(record.bookedAt, now)}
      </time>
      <div className={styles.booking}>
        <div className={styles.title}>
          <strong>
            {flight.number} {flight.origin} → {flight.destination}
          </strong>
          <code>{record.reference}</code>
          <Chip token={centralToken('bookingStatus', record.status)} />
        </div>
        <p className={styles.details}>{details.join(' · ')}</p>
        {record.charges.length === 0 ? <p className={styles.details}>{say('customer.noCharges')}</p> : null}
        {record.charges.map((charge) => (
          <ChargeLine key={charge.id} charge={charge} group={groupOf(customer, charge.id)} />
        ))}
      </div>
    </div>
  )
}
