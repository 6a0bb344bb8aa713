import type { RefundReview } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { problemText } from '../../facts/intent-text.ts'
import { RelativeTime } from '../../ui/time.tsx'
import styles from './review.module.css'

/** The last answer to an attempt that was no acceptance, with its code and time. */
export function LastAnswer({ cameBack }: Pick<RefundReview, 'cameBack'>) {
  return (
    <section className={styles.card}>
      <h3 className={styles.cardTitle}>{say('review.cameBack')}</h3>
      {cameBack ? (
        <>
          <p className={styles.answer}>{problemText(cameBack.code)}</p>
          <dl className={styles.facts}>
            <dt>{say('review.cameBack.code')}</dt>
            <dd>
              <code>{cameBack.code}</code>
            </dd>
            {cameBack.at === null ? null : (
              <>
                <dt>{say('review.cameBack.at')}</dt>
                <dd>
                  <RelativeTime at={cameBack.at} />
                </dd>
              </>
            )}
          </dl>
        </>
      ) : (
        <p className={styles.soft}>{say('review.cameBack.nothing')}</p>
      )}
    </section>
  )
}
