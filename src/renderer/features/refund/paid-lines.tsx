import type { ChargeView, CustomerView, GroupView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { chargesById, chargesOfGroup, paidMinor } from '../../facts/customer-facts.ts'
import { Amount } from '../../ui/money.tsx'
import styles from './refund-panel.module.css'

interface PaidLinesProps {
  readonly customer: CustomerView
  readonly charge: ChargeView
  readonly group: GroupView | null
  readonly amountMinor: number
}

/**
 * What is paid now, this refund, and what is paid afterwards: over the whole group, or over the charge when it is in
 * none.
 */
export function PaidLines({ customer, charge, group, amountMinor }: PaidLinesProps) {
  const { currency } = charge
  const all = group ? chargesOfGroup(group, chargesById(customer)).map((one) => one.charge) : [charge]
  // An amount in another currency cannot be added.
  const members = all.filter((one) => one.currency === currency)
  const paid = paidMinor(members)
  return (
    <dl className={styles.lines}>
      <div className={styles.line}>
        <dt>{members.length > 1 ? say('refund.paidSoFarMany', { count: members.length }) : say('refund.paidSoFar')}</dt>
        <dd>
          <Amount amountMinor={paid} currency={currency} />
        </dd>
      </div>
      <div className={styles.line}>
        <dt>{say('refund.this')}</dt>
        <dd>
          <Amount amountMinor={amountMinor} currency={currency} minus />
        </dd>
      </div>
      <div className={styles.line}>
        <dt>{say('refund.afterwards')}</dt>
        <dd>
          <Amount amountMinor={Math.max(0, paid - amountMinor)} currency={currency} strong />
        </dd>
      </div>
    </dl>
  )
}
