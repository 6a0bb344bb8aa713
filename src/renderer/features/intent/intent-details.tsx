import type { ReactNode } from 'react'
import type { IntentView } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { problemText } from '../../facts/intent-text.ts'
import { RelativeTime } from '../../ui/time.tsx'
import styles from './intent-card.module.css'

interface IntentDetailsProps {
  readonly intent: IntentView
  /** The reference of the booking whose charge stays paid; null when the refund keeps none. */
  readonly keptReference: string | null
}

/** The facts of a refund as its agent submitted it, and its attempts. */
export function IntentDetails({ intent, keptReference }: IntentDetailsProps) {
  return (
    <dl className={styles.details}>
      <Fact name="refund.detail.charge">
        <code>{intent.bookingReference}</code> {intent.flightNumber}
      </Fact>
      <Fact name="refund.detail.card">
        {say('card.ending', { brand: label('brand', intent.card.brand), last4: intent.card.last4 })}
      </Fact>
      <Fact name="refund.detail.reason">{label('reason', intent.reason)}</Fact>
      {keptReference ? (
        <Fact name="refund.detail.kept">
          <code>{keptReference}</code>
        </Fact>
      ) : null}
      {intent.note ? <Fact name="refund.detail.note">{intent.note}</Fact> : null}
      <Fact name="refund.detail.agent">{intent.agent.name}</Fact>
      <Fact name="refund.detail.created">
        <RelativeTime at={intent.createdAt} />
      </Fact>
      <Fact name="refund.detail.attempts">{intent.attempts}</Fact>
      {intent.dueAt !== null && intent.endedAt === null && intent.state !== 'sending' ? (
        <Fact name="refund.detail.next">
          <RelativeTime at={intent.dueAt} />
        </Fact>
      ) : null}
      {intent.problemCode ? <Fact name="refund.detail.problem">{problemText(intent.problemCode)}</Fact> : null}
    </dl>
  )
}

interface FactProps {
  readonly name: Parameters<typeof say>[0] & `refund.detail.${string}`
  readonly children: ReactNode
}

function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </div>
  )
}
