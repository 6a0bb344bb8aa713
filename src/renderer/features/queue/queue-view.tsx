import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { FailedFace } from '../../ui/face.tsx'
import { dayBounds } from '../../ui/format/time-text.ts'
import { Regions } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/time.tsx'
import { ReviewScreen } from '../review/review-screen.tsx'
import { OpenQueue } from './open-queue.tsx'
import { rowsOf } from './queue-rows.ts'
import { QueueSummary } from './queue-summary.tsx'

/**
 * The view of the queue: writes that have still to reach the central service, and this agent's refunds of today; or a
 * review.
 */
export function QueueView() {
  const now = useNow()
  const { state } = useDeskState()
  const queue = useAsk('queue.list', dayBounds(now), { keepPrevious: true })
  const names = { left: say('region.look.queue'), middle: say('region.middle.queue'), right: say('region.do.queue') }
  if (!queue.data) {
    const middle = queue.error ? (
      <FailedFace failure={failureOf(queue.error)} onRetry={() => void queue.refetch()} />
    ) : (
      <Skeleton rows={6} />
    )
    return <Regions names={names} left={null} middle={middle} right={null} />
  }
  const { review } = state
  if (!review) return <OpenQueue queue={queue.data} names={names} />
  return (
    <ReviewScreen
      key={review.key}
      refundKey={review.key}
      known={rowsOf(queue.data).find(({ key }) => key === review.key) ?? null}
      names={names}
      left={<QueueSummary queue={queue.data} showsFilters={false} />}
    />
  )
}
