import type { IntentView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { Chip } from '../ui/chip.tsx'
import { moneyText } from '../ui/money-text.ts'
import { Heading } from '../ui/regions.tsx'
import { centralToken } from '../ui/state-tokens.ts'
import { When } from '../ui/time.tsx'
import styles from './intent-card.module.css'

/** Who gave back what, and when, before this refund could. */
export function FasterRefunds({ faster }: Pick<IntentView, 'faster'>) {
  if (!faster || faster.refunds.length === 0) return null
  return (
    <section>
      <Heading level={3}>{say('refund.faster')}</Heading>
      <ul className={styles.faster}>
        {faster.refunds.map((refund) => (
          <li key={`${refund.chargeId} ${refund.at} ${refund.amountMinor}`}>
            <span>
              {say('refund.fasterBy', { amount: moneyText(refund), name: refund.who.name })}{' '}
              <span className={styles.soft}>
                <When at={refund.at} />
              </span>
            </span>
            <Chip token={centralToken('refundState', refund.state)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
