import type { IntentView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { Chip } from '../ui/chip.tsx'
import { moneyText } from '../ui/money-text.ts'
import { Heading } from '../ui/regions.tsx'
import { centralToken } from '../ui/state-tokens.ts'
import { When } from '../ui/time.tsx'
import styles from './intent-card.module.css'

/** Who gave back what, and when, before this refund could. */
export function FasterRefunds({ intent }: { readonly intent: IntentView }) {
  const { faster, chargeId, currency } = intent
  if (!faster) return null
  const amountMinor = faster.currentRefundedMinor
  return (
    <section>
      <Heading level={3}>{say('refund.faster')}</Heading>
      <ul className={styles.faster}>
        {faster.refunds.map((refund) => (
          <li key={`${refund.chargeId} ${refund.at} ${refund.amountMinor}`}>
            <span>
              {say('refund.fasterBy', { amount: moneyText(refund), name: refund.who.name })}{' '}
              {refund.chargeId === chargeId ? null : `${say('faster.onKept')}, `}
              <span className={styles.soft}>
                <When at={refund.at} />
              </span>
            </span>
            <Chip token={centralToken('refundState', refund.state)} />
          </li>
        ))}
      </ul>
      {amountMinor === null ? null : (
        <p className={styles.soft}>{say('faster.left', { amount: moneyText({ amountMinor, currency }) })}</p>
      )}
    </section>
  )
}
