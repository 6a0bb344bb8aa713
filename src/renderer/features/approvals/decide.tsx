import { useState } from 'react'
import type { ApprovalView } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { problemText } from '../../facts/intent-text.ts'
import { NoteStep } from '../../facts/note-step.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import { RelativeTime } from '../../ui/time.tsx'
import { decisionText, mayDecide } from './approval-order.ts'
import styles from './approvals.module.css'

interface DecideProps {
  readonly approval: ApprovalView
  /** Chooses the next approval that waits; null when none does. */
  readonly onNext: (() => void) | null
}

/**
 * The decision on one refund: approve or reject with a note; or why this person may not decide; or what came of the
 * decision.
 */
export function Decide({ approval, onNext }: DecideProps) {
  const { refund } = approval
  const [deciding, setDeciding] = useState<'approve' | 'reject' | null>(null)
  const decide = useTell('approval.decide')
  const may = mayDecide(approval)
  const amount = moneyText(refund)
  useKeys('panel', { approve: () => setDeciding('approve') }, may.approve && deciding === null)
  useKeys('panel', { reject: () => setDeciding('reject') }, may.reject && deciding === null)
  return (
    <div className={styles.decide}>
      <header>
        <Heading>{say('refund.title')}</Heading>
        <p className={styles.amount}>{amount}</p>
        <p>
          {say('approvals.asked', { name: refund.requestedBy.name })}, <RelativeTime at={refund.createdAt} />
        </p>
        {approval.decision || approval.mayNotDecide === 'own_request' ? null : (
          <p className={styles.soft}>{say('approvals.above', { name: refund.requestedBy.name })}</p>
        )}
        <p className={styles.soft}>
          {say('refund.reason')}: {label('reason', refund.reason)}
        </p>
      </header>
      <Outcome approval={approval} />
      {deciding && may[deciding] ? (
        <NoteStep
          key={deciding}
          noteKey={`${deciding}:${refund.id}`}
          title={say(`approvals.${deciding}.title`, { amount })}
          hint={say(`approvals.${deciding}.hint`, { name: refund.requestedBy.name })}
          submitText={say(`approvals.${deciding}.confirm`, { amount })}
          busy={decide.busy}
          failure={decide.failure}
          onSubmit={async (note) => {
            const result = await decide.tell({ refundId: refund.id, decision: deciding, note })
            if (result.ok) setDeciding(null)
            return result.ok
          }}
          onBack={() => setDeciding(null)}
        />
      ) : (
        <div className={styles.buttons}>
          {may.approve ? (
            <Button look="main" size="l" wide keyName="approve" onClick={() => setDeciding('approve')}>
              {say('approvals.approve')}
            </Button>
          ) : null}
          {may.reject ? (
            <Button size="l" wide keyName="reject" onClick={() => setDeciding('reject')}>
              {say('approvals.reject')}
            </Button>
          ) : null}
          {!may.reject && onNext ? (
            <Button size="l" wide keyName="next" onClick={onNext}>
              {say('approvals.next')}
            </Button>
          ) : null}
        </div>
      )}
      <OpenCharge approval={approval} />
    </div>
  )
}

/** Why this person may not decide, and what came of their decision. */
function Outcome({ approval }: { readonly approval: ApprovalView }) {
  const { decision, mayNotDecide } = approval
  const text = decisionText(approval)
  return (
    <div role="status" className={styles.outcomes}>
      {mayNotDecide && !decision ? <p className={styles.outcome}>{say(`approvals.may.${mayNotDecide}`)}</p> : null}
      {decision && text ? (
        <div className={styles.outcome} data-tone={decision.state === 'refused' ? 'danger' : undefined}>
          <p>{text}</p>
          {decision.problemCode && decision.state !== 'given' ? <p>{problemText(decision.problemCode)}</p> : null}
          <p className={styles.soft}>
            {say('approvals.say')}: {say('decision.note', { note: decision.note })}
          </p>
        </div>
      ) : null}
    </div>
  )
}

/** The way to the customer of the refund, in the call. */
function OpenCharge({ approval: { charge } }: { readonly approval: ApprovalView }) {
  const { go } = useDeskState()
  const bookingId = charge.booking?.id ?? null
  const open = () => (bookingId === null ? false : go({ do: 'openCustomer', bookingId }))
  useKeys('region', {
    customer: (event) => (event.key === 'Enter' && event.target instanceof HTMLButtonElement ? false : open()),
  })
  return bookingId === null ? null : (
    <Button look="quiet" keyName="customer" onClick={open}>
      {say('refund.openCustomer')}
    </Button>
  )
}
