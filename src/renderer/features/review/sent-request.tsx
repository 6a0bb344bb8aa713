import type { RefundReview } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { RelativeTime } from '../../ui/time.tsx'
import styles from './review.module.css'

/** The request that every attempt sends: the gateway, the idempotency key, the body, and the times of the attempts. */
export function SentRequest({ sent }: Pick<RefundReview, 'sent'>) {
  return (
    <section className={styles.card}>
      <h3 className={styles.cardTitle}>{say('review.sent')}</h3>
      {sent.attempts === 0 ? <p className={styles.soft}>{say('review.sent.nothing')}</p> : null}
      <dl className={styles.facts}>
        <dt>{say('review.sent.to')}</dt>
        <dd>{say('review.sent.toGateway', { gateway: label('gateway', sent.gateway) })}</dd>
        <dt>{say('review.sent.key')}</dt>
        <dd>
          <code>{sent.key}</code>
        </dd>
        <dt>{say('review.sent.attempts')}</dt>
        <dd>{sent.attempts}</dd>
        <AttemptTime name="review.sent.first" at={sent.firstAttemptAt} />
        <AttemptTime name="review.sent.last" at={sent.lastAttemptAt} />
      </dl>
      <p className={styles.label}>{say('review.sent.body')}</p>
      <pre className={styles.body}>
        <code>{sent.body}</code>
      </pre>
    </section>
  )
}

interface AttemptTimeProps {
  readonly name: 'review.sent.first' | 'review.sent.last'
  readonly at: number | null
}

/** The time of the first or the last attempt. */
function AttemptTime({ name, at }: AttemptTimeProps) {
  return (
    <>
      <dt>{say(name)}</dt>
      <dd>{at === null ? say('review.sent.never') : <RelativeTime at={at} />}</dd>
    </>
  )
}
