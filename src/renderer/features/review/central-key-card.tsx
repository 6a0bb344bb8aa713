import type { CentralKeyState, IntentView, KeyedRefund } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { centralToken } from '../../ui/format/state-tokens.ts'
import { RelativeTime } from '../../ui/time.tsx'
import styles from './review.module.css'

interface CentralKeyCardProps {
  readonly intent: IntentView
  readonly answer: CentralKeyState
  /** True while the question runs. */
  readonly asking: boolean
  readonly onAsk: () => void
}

/** What the central service knows of the idempotency key of a refund, asked when the review opens. */
export function CentralKeyCard({ intent, answer, asking, onAsk }: CentralKeyCardProps) {
  // After a void the service finds no refund. This is the only `not_seen` which proves that there never will be one.
  const isVoided = answer.kind === 'not_seen' && intent.problemCode === 'voided'
  return (
    <section className={styles.card} data-strong aria-live="polite" aria-busy={asking || undefined}>
      <h3 className={styles.cardTitle}>{say('review.central')}</h3>
      {asking ? <p className={styles.soft}>{say('review.central.asking')}</p> : null}
      {answer.kind === 'refund' ? (
        <FoundRefund refund={answer.refund} intent={intent} />
      ) : (
        <p className={styles.answer}>{say(`review.central.${isVoided ? 'voided' : answer.kind}`)}</p>
      )}
      {answer.kind === 'not_reachable' ? <FailureNote failure={answer.failure} /> : null}
      {answer.kind === 'not_reachable' ? (
        <div>
          <Button disabled={asking} onClick={onAsk}>
            {say('common.tryAgain')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** The refund that the central service has under the key, with a warning where it differs from the intent. */
function FoundRefund({ refund, intent }: { readonly refund: KeyedRefund; readonly intent: IntentView }) {
  const isOther = refund.amountMinor !== intent.amountMinor || refund.currency !== intent.currency
  return (
    <>
      <p className={styles.answer}>{say('review.central.refund', { amount: moneyText(refund) })}</p>
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
