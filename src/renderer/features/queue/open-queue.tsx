import { IconCircleCheck, IconFilter, IconInbox, IconListDetails } from '@tabler/icons-react'
import type { IntentView, QueueView as Queue, UnacceptedDecision } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { mayDo } from '../../facts/may-do.ts'
import { filterByKind, filterByOwner, filterDecisions } from '../../state/queue-filter.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyFace } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Regions } from '../../ui/regions.tsx'
import { IntentCard } from '../intent/intent-card.tsx'
import { IntentRow } from './intent-row.tsx'
import { QueueList } from './queue-list.tsx'
import { neediestFirst, rowsOf, stepKey } from './queue-rows.ts'
import { QueueSummary } from './queue-summary.tsx'
import styles from './queue-view.module.css'
import { UnacceptedCard, UnacceptedRow } from './unaccepted-decision.tsx'

interface OpenQueueProps {
  readonly queue: Queue
  readonly names: Parameters<typeof Regions>[0]['names']
}

/**
 * The queue with its lists: decisions that were not accepted, what waits, and the refunds of today; and the chosen row.
 */
export function OpenQueue({ queue, names }: OpenQueueProps) {
  const { state, go } = useDeskState()
  const { user } = usePerson()
  const viewerId = user?.id ?? null
  const unaccepted = filterDecisions(queue.unaccepted, state.queueKind, state.queueOwner, viewerId)
  const waiting = neediestFirst(filterByKind(filterByOwner(queue.waiting, state.queueOwner, viewerId), state.queueKind))
  // The filters are about rows that wait, so a filter hides the refunds of today.
  const isAll = state.queueKind === 'all'
  const today = isAll && state.queueOwner !== 'others' ? queue.today : []
  const rows = rowsOf({ waiting, today })
  const chosen = rows.find(({ key }) => key === state.queueKey) ?? null
  const decision = unaccepted.find(({ key }) => key === state.queueKey) ?? null
  const chosenKey = chosen?.key ?? decision?.key ?? null
  const move = (step: 1 | -1) => () =>
    go({ do: 'chooseInQueue', key: stepKey([...unaccepted, ...rows], chosenKey, step) })
  const open = (intent: IntentView) => go({ do: 'openCustomer', bookingId: intent.bookingId })
  const openPlace = ({ place }: UnacceptedDecision) => {
    if (place) go({ do: 'openGroup', bookingId: place.bookingId, chargeId: place.chargeId })
  }
  useKeys('region', {
    next: move(1),
    previous: move(-1),
    customer: (event) => {
      // Enter on a button belongs to that button, except on a row of the list.
      const isOnButton = event.key === 'Enter' && event.target instanceof HTMLButtonElement
      if (isOnButton && event.target.dataset.row === undefined) return false
      if (chosen) open(chosen)
      else if (decision) openPlace(decision)
      else return false
    },
  })
  return (
    <Regions
      names={names}
      left={<QueueSummary queue={queue} showsFilters />}
      middle={
        <div className={styles.lists}>
          {unaccepted.length > 0 ? (
            <QueueList
              title={say('queue.unaccepted')}
              items={unaccepted}
              chosenKey={chosenKey}
              row={(item, isChosen) => <UnacceptedRow decision={item} chosen={isChosen} />}
              empty={null}
            />
          ) : null}
          {isAll || waiting.length > 0 || unaccepted.length === 0 ? (
            <QueueList
              title={isAll ? say('queue.waiting') : say(`queue.filter.${state.queueKind}`)}
              items={waiting}
              chosenKey={chosenKey}
              row={intentRow}
              empty={<NothingWaits isFiltered={queue.waiting.length > 0} />}
            />
          ) : null}
          {isAll && state.queueOwner !== 'others' ? (
            <QueueList
              title={say('queue.today')}
              items={today}
              chosenKey={chosenKey}
              row={intentRow}
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
      right={
        chosen ? (
          <Chosen intent={chosen} onOpen={() => open(chosen)} />
        ) : decision ? (
          <UnacceptedCard key={decision.key} decision={decision} onOpen={() => openPlace(decision)} />
        ) : (
          <NoneChosen />
        )
      }
    />
  )
}

const intentRow = (intent: IntentView, chosen: boolean) => <IntentRow intent={intent} chosen={chosen} />

/** The face of an empty list: no row matches the filters, or nothing waits. */
function NothingWaits({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyFace icon={IconFilter} title={say('queue.nothingSo.title')} text={say('queue.nothingSo.text')} />
  ) : (
    <EmptyFace icon={IconCircleCheck} title={say('queue.waiting.empty.title')} text={say('queue.waiting.empty.text')} />
  )
}

function NoneChosen() {
  return <EmptyFace icon={IconListDetails} title={say('queue.choose.title')} text={say('queue.choose.text')} />
}

/** The chosen refund, with the way to its customer. */
function Chosen({ intent, onOpen }: { readonly intent: IntentView; readonly onOpen: () => void }) {
  const { go } = useDeskState()
  const { bookingId, chargeId } = intent
  const { again } = mayDo(intent, usePerson())
  return (
    <div className={styles.chosen}>
      <Button keyName="customer" wide onClick={onOpen}>
        {say('refund.openCustomer')}
      </Button>
      <IntentCard
        key={intent.key}
        intent={intent}
        onAgain={again ? () => go({ do: 'openCharge', bookingId, chargeId }) : null}
      />
    </div>
  )
}
