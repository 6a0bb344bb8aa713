import type { BulkRefund, InboxRow } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Amount } from '../../../ui/money.tsx'
import styles from './bulk-dialog.module.css'

interface BulkDoneProps {
  readonly done: BulkRefund
  readonly rows: readonly InboxRow[]
  readonly onClose: () => void
}

/** The result of a bulk refund: the queued refunds, and the groups that were left out with their reasons. */
export function BulkDone({ done: { queued, leftOut }, rows, onClose }: BulkDoneProps) {
  const nameOf = (groupId: string) => rows.find((row) => row.groupId === groupId)?.travellerName ?? groupId
  const sums = Map.groupBy(queued, ({ currency }) => currency)
  return (
    <div className={styles.bulk} role="status">
      <ul className={styles.sums}>
        {[...sums].map(([currency, those]) => (
          <li key={currency}>
            <span className={styles.amount}>
              <Amount amountMinor={those.reduce((sum, one) => sum + one.amountMinor, 0)} currency={currency} />
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>{say(queued.length > 0 ? 'bulk.done.text' : 'bulk.done.noneText')}</p>
      {leftOut.length > 0 ? (
        <section>
          <h3 className={styles.leftTitle}>{say('bulk.leftOut', { count: leftOut.length })}</h3>
          <ul className={styles.left} data-scroll>
            {leftOut.map(({ groupId, why }) => (
              <li key={groupId}>
                <span>{nameOf(groupId)}</span>
                <span className={styles.soft}>{say(`bulk.${why}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Button look="main" size="l" wide keyName="confirm" data-autofocus onClick={onClose}>
        {say('bulk.close')}
      </Button>
    </div>
  )
}
