import { IconUserCheck, IconUserX } from '@tabler/icons-react'
import type { IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import styles from './intent-card.module.css'

/** Who decided on a refund above its agent's limit, how, and in which words. */
export function ApprovalOutcome({ intent: { decision, centralState } }: { readonly intent: IntentView }) {
  if (!decision) return null
  const isRejected = centralState === 'rejected'
  const Icon = isRejected ? IconUserX : IconUserCheck
  return (
    <div className={styles.decision} data-tone={isRejected ? 'danger' : 'good'}>
      <Icon size={16} stroke={1.8} aria-hidden="true" />
      <p>
        <strong>{say(isRejected ? 'decision.rejected' : 'decision.approved', { name: decision.by.name })}</strong>{' '}
        {decision.note ? say('decision.note', { note: decision.note }) : null}
      </p>
    </div>
  )
}
