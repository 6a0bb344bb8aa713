import { IconHeadset } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CustomerView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { failureOf, useAsk } from '../desk.tsx'
import { GroupCard } from '../group/group-card.tsx'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { EmptyFace, FailedFace } from '../ui/face.tsx'
import { isSearching } from '../ui/hand.ts'
import { useKeys } from '../ui/keys.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { chargeAt, chargesById, stepStop, stopsOf, withSettled } from './customer-facts.ts'
import { CustomerHead } from './customer-head.tsx'
import styles from './customer-pane.module.css'
import { Timeline } from './timeline.tsx'

/** The caller: who they are, what looks alike, everything else. */
export function CustomerPane() {
  const { state } = useDeskState()
  const recordId = state.recordId ?? ''
  const customer = useAsk('customer.get', { recordId }, { enabled: recordId !== '' })
  if (recordId === '') {
    return <EmptyFace icon={IconHeadset} title={say('customer.empty.title')} text={say('customer.empty.text')} />
  }
  if (customer.data) return <Customer key={recordId} customer={customer.data} />
  if (customer.error) return <FailedFace failure={failureOf(customer.error)} onRetry={() => void customer.refetch()} />
  return <Skeleton rows={5} height={72} />
}

function Customer({ customer }: { readonly customer: CustomerView }) {
  const { state, go } = useDeskState()
  const charges = chargesById(customer)
  const [groupsAtFirst] = useState(customer.groups)
  const groups = withSettled(customer.groups, groupsAtFirst)
  const stops = stopsOf(customer.records, groups)
  const move = (step: 1 | -1) => () => go({ do: 'moveTo', cursor: stepStop(stops, state.cursor, step) })
  useKeys('region', {
    next: move(1),
    previous: move(-1),
    right: move(1),
    left: move(-1),
    refund: () => {
      // Nothing is preselected: the first R points at the first charge, the next one takes it.
      if (state.cursor === null) go({ do: 'moveTo', cursor: stops[0] ?? null })
      else go({ do: 'openRefund', chargeId: chargeAt(state.cursor) })
    },
  })

  useEffect(() => {
    // The panel that closes gives the hand back to the charge it was about.
    if (state.chargeId === null && state.cursor && !isSearching()) document.getElementById(state.cursor)?.focus()
  }, [state.chargeId, state.cursor])

  return (
    <article className={styles.customer}>
      <CustomerHead customer={customer} />
      {groups.map(({ group, settled }) => (
        <GroupCard key={group.id} group={group} charges={charges} settled={settled} />
      ))}
      {groups.length === 0 ? <p className={styles.none}>{say('customer.noGroups')}</p> : null}
      <Timeline customer={customer} />
    </article>
  )
}
