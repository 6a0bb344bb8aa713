import { IconCircleCheck, IconFilter, IconInbox, IconListDetails } from '@tabler/icons-react'
import type { IntentView, QueueView as Queue } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { failureOf, useAsk } from '../desk.tsx'
import { IntentCard } from '../refund/intent-card.tsx'
import { mayDo } from '../refund/may-do.ts'
import { ReviewScreen } from '../review/review-screen.tsx'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { usePerson } from '../shell/use-person.ts'
import { Button } from '../ui/button.tsx'
import { EmptyFace, FailedFace } from '../ui/face.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Regions } from '../ui/regions.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useNow } from '../ui/time.tsx'
import { dayBounds } from '../ui/time-text.ts'
import { ofKind, ofWhom } from './queue-filter.ts'
import { QueueList } from './queue-list.tsx'
import { neediestFirst, rowsOf, stepKey } from './queue-rows.ts'
import { QueueSummary } from './queue-summary.tsx'
import styles from './queue-view.module.css'

/** What has still to reach the central service, and what this agent did today. */
export function QueueView() {
  const now = useNow()
  const { state } = useDeskState()
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
  const { review } = state
  if (!review) return <OpenQueue queue={queue.data} names={names} />
  return (
    <ReviewScreen
      key={review.key}
      refundKey={review.key}
      known={rowsOf(queue.data).find(({ key }) => key === review.key) ?? null}
      names={names}
      look={<QueueSummary queue={queue.data} filtered={false} />}
    />
  )
}

interface OpenQueueProps {
  readonly queue: Queue
  readonly names: Parameters<typeof Regions>[0]['names']
}

function OpenQueue({ queue, names }: OpenQueueProps) {
  const { state, go } = useDeskState()
  const { user } = usePerson()
  const waiting = neediestFirst(ofKind(ofWhom(queue.waiting, state.whose, user?.id ?? null), state.queueKind))
  // A filter is about what waits; what was done today has no place in it.
  const isAll = state.queueKind === 'all'
  const today = isAll && state.whose !== 'others' ? queue.today : []
  const rows = rowsOf({ waiting, today })
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
      look={<QueueSummary queue={queue} filtered />}
      middle={
        <div className={styles.lists}>
          <QueueList
            title={isAll ? say('queue.waiting') : say(`queue.filter.${state.queueKind}`)}
            intents={waiting}
            chosenKey={chosen?.key ?? null}
            empty={<NothingWaits isAnything={queue.waiting.length > 0} />}
          />
          {isAll && state.whose !== 'others' ? (
            <QueueList
              title={say('queue.today')}
              intents={today}
              chosenKey={chosen?.key ?? null}
              empty={
                <EmptyFace
                  icon={IconInbox}
                  title={say('queue.today.empty.title')}
                  text={say('queue.today.empty.text')}
                />
              }
            />
          ) : null}
        </div>
      }
      act={chosen ? <Chosen intent={chosen} onOpen={() => open(chosen)} /> : <NoneChosen />}
    />
  )
}

function NothingWaits({ isAnything }: { readonly isAnything: boolean }) {
  return isAnything ? (
    <EmptyFace icon={IconFilter} title={say('queue.nothingSo.title')} text={say('queue.nothingSo.text')} />
  ) : (
    <EmptyFace icon={IconCircleCheck} title={say('queue.waiting.empty.title')} text={say('queue.waiting.empty.text')} />
  )
}

function NoneChosen() {
  return <EmptyFace icon={IconListDetails} title={say('queue.choose.title')} text={say('queue.choose.text')} />
}

function Chosen({ intent, onOpen }: { readonly intent: IntentView; readonly onOpen: () => void }) {
  const { go } = useDeskState()
  const { recordId, chargeId } = intent
  const { again } = mayDo(intent, usePerson())
  return (
    <div className={styles.chosen}>
      <Button keyName="customer" wide onClick={onOpen}>
        {say('refund.openCustomer')}
      </Button>
      <IntentCard
        key={intent.key}
        intent={intent}
        onAgain={again ? () => go({ do: 'openCharge', recordId, chargeId }) : null}
      />
    </div>
  )
}
