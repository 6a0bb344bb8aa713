import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { IntentView } from '../../../shared/model/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { FailedFace } from '../../ui/face.tsx'
import { Regions } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Evidence } from './evidence.tsx'
import { ReviewActions } from './review-actions.tsx'

interface ReviewScreenProps {
  readonly refundKey: string
  /** The refund as the queue lists it now; null when it is not in the queue any more. */
  readonly known: IntentView | null
  readonly names: Parameters<typeof Regions>[0]['names']
  readonly left: ReactNode
}

/**
 * The review of a refund: what was sent, what came back, what the central service knows now, and what a person may do.
 */
export function ReviewScreen({ refundKey, known, names, left }: ReviewScreenProps) {
  const review = useAsk('refund.review', { key: refundKey }, { fresh: true })
  const [settled, setSettled] = useState<IntentView | null>(null)
  const intent = known ?? settled ?? review.data?.intent ?? null
  const middle = useRef<HTMLElement>(null)
  const { refetch } = review

  // The central service is asked again when this refund changes, and not with every change of the queue.
  const version = known ? `${known.state} ${known.attempts} ${known.centralState}` : ''
  const askedVersion = useRef(version)
  useEffect(() => {
    if (askedVersion.current === version) return
    askedVersion.current = version
    void refetch()
  }, [version, refetch])
  useEffect(() => middle.current?.focus(), [])

  return (
    <Regions
      names={names}
      middleRef={middle}
      isMiddleFocusable
      left={left}
      middle={
        intent ? (
          <Evidence
            intent={intent}
            review={review.data ?? null}
            failure={review.error ? failureOf(review.error) : null}
            asking={review.isFetching}
            onAsk={() => void refetch()}
          />
        ) : review.error ? (
          <FailedFace failure={failureOf(review.error)} onRetry={() => void refetch()} />
        ) : (
          <Skeleton rows={6} />
        )
      }
      right={intent ? <ReviewActions intent={intent} onSettled={setSettled} onAsked={() => void refetch()} /> : null}
    />
  )
}
