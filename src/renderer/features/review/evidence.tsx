import type { Failure, IntentView, RefundReview } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { FasterRefunds } from '../../facts/faster-refunds.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FailedFace } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { intentToken, shownState } from '../../ui/format/state-tokens.ts'
import { departureText } from '../../ui/format/time-text.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CentralKeyCard } from './central-key-card.tsx'
import { LastAnswer } from './last-answer.tsx'
import styles from './review.module.css'
import { SentRequest } from './sent-request.tsx'

interface EvidenceProps {
  readonly intent: IntentView
  /** Null until the answer arrives. */
  readonly review: RefundReview | null
  readonly failure: Failure | null
  readonly asking: boolean
  readonly onAsk: () => void
}

/** The evidence about one refund: what this desk sent and got back, and what the central service knows. */
export function Evidence({ intent, review, failure, asking, onAsk }: EvidenceProps) {
  const isOpen = intent.state === 'needs_review' || intent.state === 'unknown'
  const failedLater = isOpen && intent.endedAt !== null
  return (
    <article className={styles.evidence}>
      <header className={styles.head}>
        <Chip token={intentToken(shownState(intent))} />
        <h2 className={styles.title}>
          {moneyText(intent)} · {intent.travellerName}
        </h2>
        <p className={styles.soft}>
          <code>{intent.bookingReference}</code> · {intent.flightNumber}, {departureText(intent.departure)} ·{' '}
          <code>{intent.reference}</code>
        </p>
        <p className={styles.lead}>
          {say(failedLater ? 'review.leadLater' : isOpen ? 'review.lead' : 'review.settled')}
        </p>
      </header>
      {review ? (
        <>
          <CentralKeyCard intent={intent} answer={review.central} asking={asking} onAsk={onAsk} />
          <div className={styles.pair}>
            <SentRequest sent={review.sent} />
            <div className={styles.stack}>
              <LastAnswer cameBack={review.cameBack} />
              <FasterRefunds intent={intent} />
            </div>
          </div>
        </>
      ) : failure ? (
        <FailedFace failure={failure} onRetry={onAsk} />
      ) : (
        <section className={styles.card} aria-busy="true">
          <h3 className={styles.cardTitle}>{say('review.central')}</h3>
          <p className={styles.soft}>{say('review.central.asking')}</p>
          <Skeleton rows={3} height={28} />
        </section>
      )}
    </article>
  )
}
