import type { Icon } from '@tabler/icons-react'
import { IconCloudOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/model/index.ts'
import { label, say } from '../../shared/text/index.ts'
import { Button } from './button.tsx'
import styles from './face.module.css'
import { dueText } from './format/time-text.ts'
import { useNow } from './time.tsx'

interface FaceProps {
  readonly icon: Icon
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

/** The face of an empty list or pane: what belongs in it, and how to get it. */
export function EmptyFace({ icon: Icon, title, text, children }: FaceProps) {
  return (
    <div className={styles.face} data-face>
      <Icon size={28} stroke={1.4} className={styles.icon} aria-hidden="true" />
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{text}</p>
      {children}
    </div>
  )
}

const isKnownProblem = (code: string | undefined): boolean => code !== undefined && label('problem', code) !== code

/** The sentence of a failure: its kind, its code, and when the desk tries again. Empty for null. */
export function useFailureText(failure: Failure | null): string {
  const now = useNow()
  if (!failure) return ''
  // The kind covers a service that is busy and one that fails; an answer 5xx is a fault.
  const isFault = failure.kind === 'central_busy' && failure.code?.startsWith('http_5') === true
  // When the code says why this person may not do it, the general sentence of the kind is left out: it would be wrong
  // for some.
  const isExplained = failure.kind === 'not_allowed' && isKnownProblem(failure.code)
  const parts = isExplained ? [] : [say(isFault ? 'failure.central_fault' : `failure.${failure.kind}`)]
  // The code of `not_refundable` is the state of the charge, which the sentence says already.
  if (failure.code && failure.kind !== 'not_refundable') {
    parts.push(
      isKnownProblem(failure.code) && !isFault
        ? label('problem', failure.code)
        : say('failure.code', { code: failure.code }),
    )
  }
  if (failure.retryAt) parts.push(say('failure.retryAt', { when: dueText(failure.retryAt, now) }))
  return parts.join(' ')
}

interface FailedFaceProps {
  readonly failure: Failure
  readonly onRetry: () => void
}

/** The face of a list or pane whose question failed. */
export function FailedFace({ failure, onRetry }: FailedFaceProps) {
  const text = useFailureText(failure)
  return (
    <div role="alert" data-face>
      <EmptyFace icon={IconCloudOff} title={say('common.failed')} text={text}>
        <Button onClick={onRetry}>{say('common.tryAgain')}</Button>
      </EmptyFace>
    </div>
  )
}

/** The sentence of a failure inside a form; nothing for null. */
export function FailureNote({ failure }: { readonly failure: Failure | null }) {
  const text = useFailureText(failure)
  return failure ? (
    <p className={styles.note} role="alert">
      {text}
    </p>
  ) : null
}
