import type { CentralKeyState, IntentView, KeyedRefund } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { centralToken } from '../../ui/format/state-tokens.ts'
import { RelativeTime } from '../../ui/time.tsx'
import styles from './review.module.css'

interface SaysNowProps {
  readonly intent: IntentView
  readonly says: CentralKeyState
  readonly asking: boolean
  readonly onAsk: () => void
}

/** What the central service said of the key when this was opened. */
export function CentralKeyCard({ intent, says, asking, onAsk }: SaysNowProps) {
  // A void leaves no refund to find, and it is the one proof that there never will be.
  const isVoided = says.kind === 'not_seen' && intent.problemCode === 'voided'
  return (
    <section className={styles.card} data-strong aria-live="polite" aria-busy={asking || undefined}>
      <h3 className={styles.cardTitle}>{say('review.central')}</h3>
      {asking ? <p className={styles.soft}>{say('review.central.asking')}</p> : null}
      {says.kind === 'refund' ? (
        <Told refund={says.refund} intent={intent} />
      ) : (
        <p className={styles.said}>{say(`review.central.${isVoided ? 'voided' : says.kind}`)}</p>
      )}
      {says.kind === 'not_reachable' ? <FailureNote failure={says.failure} /> : null}
      {says.kind === 'not_reachable' ? (
        <div>
          <Button disabled={asking} onClick={onAsk}>
            {say('common.tryAgain')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Told({ refund, intent }: { readonly refund: KeyedRefund; readonly intent: IntentView }) {
  const isOther = refund.amountMinor !== intent.amountMinor || refund.currency !== intent.currency
  return (
    <>
      <p className={styles.said}>{say('review.central.refund', { amount: moneyText(refund) })}</p>
      {isOther ? (
        <p className={styles.warning}>{say('review.central.otherAmount', { amount: moneyText(intent) })}</p>
      ) : null}
      {refund.chargeId === intent.chargeId ? null : (
        <p className={styles.warning}>{say('review.central.otherCharge')}</p>
      )}
      <dl className={styles.facts}>
        <dt>{say('review.central.state')}</dt>
        <dd>
          <Chip token={centralToken('refundState', refund.state)} />
        </dd>
        <dt>{say('review.central.since')}</dt>
        <dd>
          <RelativeTime at={refund.updatedAt} />
        </dd>
        <dt>{say('review.central.refundId')}</dt>
        <dd>
          <code>{refund.id}</code>
        </dd>
      </dl>
    </>
  )
}
