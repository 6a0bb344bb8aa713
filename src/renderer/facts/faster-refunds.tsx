import type { IntentView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { Chip } from '../ui/chip.tsx'
import { moneyText } from '../ui/format/money-text.ts'
import { centralToken } from '../ui/format/state-tokens.ts'
import { Heading } from '../ui/regions.tsx'
import { RelativeTime } from '../ui/time.tsx'
import styles from './faster-refunds.module.css'

/** The refunds that came before this one and made it fail: who gave back what, and when. */
export function FasterRefunds({ intent }: { readonly intent: IntentView }) {
  const { faster, chargeId, currency } = intent
  if (!faster) return null
  const amountMinor = faster.currentRefundedMinor
  return (
    <section>
      <Heading level={3}>{say('refund.faster')}</Heading>
      <ul className={styles.list}>
        {faster.refunds.map((refund) => (
          <li key={`${refund.chargeId} ${refund.at} ${refund.amountMinor}`}>
            <span>
              {say('refund.fasterBy', { amount: moneyText(refund), name: refund.who.name })}{' '}
              {refund.chargeId === chargeId ? null : `${say('faster.onKept')}, `}
              <span className={styles.soft}>
                <RelativeTime at={refund.at} />
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
