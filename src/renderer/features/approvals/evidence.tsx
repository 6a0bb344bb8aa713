import type { ApprovalView } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { chargesById } from '../../facts/customer-facts.ts'
import { FailureNote } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { departureText } from '../../ui/format/time-text.ts'
import { Heading } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './approvals.module.css'
import { SideBySide } from './side-by-side.tsx'

/** The evidence for a refund: the note of its requester, and both charges side by side. */
export function Evidence({ approval }: { readonly approval: ApprovalView }) {
  const { refund, charge, keptCharge } = approval
  const { booking } = charge
  return (
    <article className={styles.evidence}>
      <header>
        <h2 className={styles.title}>
          {moneyText(refund)} · {booking?.travellerName ?? refund.chargeId}
        </h2>
        {booking ? (
          <p className={styles.soft}>
            <code>{booking.reference}</code> · {booking.flightNumber}, {departureText(booking.departure)}
          </p>
        ) : null}
      </header>
      <blockquote className={styles.quote}>
        <Heading level={3}>{say('approvals.note')}</Heading>
        {refund.note.trim() === '' ? (
          <span className={styles.soft}>{say('approvals.noNote')}</span>
        ) : (
          say('decision.note', { note: refund.note })
        )}
      </blockquote>
      {booking ? <Charges approval={approval} bookingId={booking.id} /> : <p>{say('approvals.noBooking')}</p>}
      {refund.keepChargeId === null ? (
        <p className={styles.soft}>
          {say('approvals.noKept', { reason: label('reason', refund.reason).toLowerCase() })}
        </p>
      ) : keptCharge ? null : (
        <p className={styles.soft}>{say('approvals.keptMissing')}</p>
      )}
    </article>
  )
}

/** The charge to refund and the charge to keep, as the copy holds them now, earlier first. */
function Charges({ approval, bookingId }: { readonly approval: ApprovalView; readonly bookingId: string }) {
  const { refund, charge } = approval
  const customer = useAsk('customer.get', { bookingId }, { keepPrevious: true })
  if (!customer.data) {
    return customer.error ? <FailureNote failure={failureOf(customer.error)} /> : <Skeleton rows={5} height={32} />
  }
  const charges = chargesById(customer.data)
  const members = [charge.id, ...(refund.keepChargeId === null ? [] : [refund.keepChargeId])]
    .flatMap((id) => charges.get(id) ?? [])
    .sort((a, b) => a.charge.authorisedAt - b.charge.authorisedAt)
  return <SideBySide members={members} refundedId={charge.id} />
}
