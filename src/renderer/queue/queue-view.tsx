import { IconCircleCheck, IconInbox, IconListDetails } from '@tabler/icons-react'
import type { IntentView, QueueView as Queue } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { failureOf, useAsk } from '../desk.tsx'
import { IntentCard } from '../refund/intent-card.tsx'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyFace, FailedFace } from '../ui/face.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Regions } from '../ui/regions.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useNow } from '../ui/time.tsx'
import { dayBounds } from '../ui/time-text.ts'
import { QueueList } from './queue-list.tsx'
import { neediestFirst, rowsOf, stepKey } from './queue-rows.ts'
import { QueueSummary } from './queue-summary.tsx'
import styles from './queue-view.module.css'

/** What has still to reach the central service, and what this agent did today. */
export function QueueView() {
  const now = useNow()
  const queue = useAsk('queue.list', dayBounds(now), { keepPrevious: true })
  const names = { look: say('region.look.queue'), middle: say('region.middle.queue'), act: say('region.do.queue') }
  if (!queue.data) {
    const middle = queue.error ? (
      <FailedFace failure={failureOf(queue.error)} onRetry={() => void queue.refetch()} />
    ) : (
      <Skeleton rows={6} />
    )
    return <Regions names={names} look={null} middle={middle} act={null} />
  }
  return <OpenQueue queue={queue.data} names={names} />
}

interface OpenQueueProps {
  readonly queue: Queue
  readonly names: Parameters<typeof Regions>[0]['names']
}

function OpenQueue({ queue, names }: OpenQueueProps) {
  const { state, go } = useDeskState()
  const rows = rowsOf(queue)
  const chosen = rows.find(({ key }) => key === state.intentKey) ?? null
  const move = (step: 1 | -1) => () => go({ do: 'chooseIntent', key: stepKey(rows, chosen?.key ?? null, step) })
  const open = (intent: IntentView) => go({ do: 'openCustomer', recordId: intent.recordId })
  useKeys('region', {
    next: move(1),
    previous: move(-1),
    customer: (event) => {
      // Enter on a button is that button's own.
      const onButton = event.key === 'Enter' && event.target instanceof HTMLButtonElement
      if (!chosen || (onButton && event.target.dataset.row === undefined)) return false
      open(chosen)
    },
  })
  return (
    <Regions
      names={names}
      look={<QueueSummary queue={queue} />}
      middle={
        <div className={styles.lists}>
          <QueueList
            title={say('queue.waiting')}
            intents={neediestFirst(queue.waiting)}
            chosenKey={chosen?.key ?? null}
            empty={
              <EmptyFace
                icon={IconCircleCheck}
                title={say('queue.waiting.empty.title')}
                text={say('queue.waiting.empty.text')}
              />
            }
          />
          <QueueList
            title={say('queue.today')}
            intents={queue.today}
            chosenKey={chosen?.key ?? null}
            empty={
              <EmptyFace icon={IconInbox} title={say('queue.today.empty.title')} text={say('queue.today.empty.text')} />
            }
          />
        </div>
      }
      act={
        chosen ? (
          <div className={styles.chosen}>
            <Button keyName="customer" wide onClick={() => open(chosen)}>
              {say('refund.openCustomer')}
            </Button>
            <IntentCard key={chosen.key} intent={chosen} onAgain={null} />
          </div>
        ) : (
          <EmptyFace icon={IconListDetails} title={say('queue.choose.title')} text={say('queue.choose.text')} />
        )
      }
    />
  )
}
