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
  /** The refund as the queue shows it now; null once it has left it. */
  readonly known: IntentView | null
  readonly names: Parameters<typeof Regions>[0]['names']
  readonly left: ReactNode
}

/** A refund that a person looks into: what was sent, what came back, what the central service says now, what can be done. */
export function ReviewScreen({ refundKey, known, names, left }: ReviewScreenProps) {
  const review = useAsk('refund.review', { key: refundKey }, { fresh: true })
  const [settled, setSettled] = useState<IntentView | null>(null)
  const intent = known ?? settled ?? review.data?.intent ?? null
  const middle = useRef<HTMLElement>(null)
  const { refetch } = review

  // What the central service says is asked again when the refund has moved, not with every change of the queue.
  const mark = known ? `${known.state} ${known.attempts} ${known.centralState}` : ''
  const asked = useRef(mark)
  useEffect(() => {
    if (asked.current === mark) return
    asked.current = mark
    void refetch()
  }, [mark, refetch])
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
