import { IconArrowBackUp, IconShieldCheck } from '@tabler/icons-react'
import { say } from '../../../shared/text/index.ts'
import { compareCharges } from '../../facts/compare.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { Chip } from '../../ui/chip.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import styles from './approvals.module.css'

interface SideBySideProps {
  /** The charges, earlier first. */
  readonly members: readonly ChargeOfBooking[]
  /** The charge to refund. */
  readonly refundedId: string
}

/** Compares the charge to refund with the charge that stays paid, field by field, as the agent saw them. */
export function SideBySide({ members, refundedId }: SideBySideProps) {
  const rows = compareCharges(members, useNow())
  return (
    <section className={styles.card}>
      <Heading level={3}>{say(members.length > 1 ? 'approvals.compare' : 'approvals.charge')}</Heading>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {members.map(({ charge, booking }) => (
              <th key={charge.id} scope="col">
                <span className={styles.column}>
                  <Chip
                    token={
                      charge.id === refundedId
                        ? { label: say('approvals.gives'), icon: IconArrowBackUp, tone: 'accent' }
                        : { label: say('approvals.keeps'), icon: IconShieldCheck, tone: 'good' }
                    }
                  />
                  <code>{booking.reference}</code>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <td key={members[index]?.charge.id}>
                  <span className={row.same ? undefined : styles.marked}>{cell.text}</span>
                  {cell.match === 'same' ? <span className={styles.soft}> {say('group.same')}</span> : null}
                  {cell.match === 'differs' ? (
                    <span className={styles.soft}> {cell.extra ?? say('group.differs')}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{say('approvals.refunded')}</th>
            {members.map(({ charge }) => (
              <td key={charge.id}>
                {charge.refundedMinor === 0
                  ? say('group.nothing')
                  : say('approvals.ofCharge', {
                      amount: moneyText({ amountMinor: charge.refundedMinor, currency: charge.currency }),
                      charge: moneyText(charge),
                    })}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}
