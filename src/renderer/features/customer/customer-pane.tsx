import { IconHeadset } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ChargeView, CustomerView, GroupView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { usePerson } from '../../bridge/use-person.ts'
import { chargesById, chargesOfGroup, liveIntent } from '../../facts/customer-facts.ts'
import { mayGiveBack } from '../../facts/may-do.ts'
import {
  currentGroup,
  cursorTargetsOf,
  groupToFold,
  groupToUnfold,
  type ShownGroup,
  showGroups,
  targetOfAddress,
} from '../../facts/shown-groups.ts'
import { chargeOfTarget, foldTarget, groupTarget, lineTarget, stepTarget } from '../../state/cursor-targets.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { EmptyFace, FailedFace } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { isSearching } from '../../ui/search-focus.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { GroupCard } from '../group/group-card.tsx'
import { CustomerHead } from './customer-head.tsx'
import styles from './customer-pane.module.css'
import { Timeline } from './timeline.tsx'

/** The open customer in the middle region: name and contact, their groups, and the timeline of all bookings. */
export function CustomerPane() {
  const { state } = useDeskState()
  const bookingId = state.bookingId ?? ''
  const customer = useAsk('customer.get', { bookingId }, { enabled: bookingId !== '' })
  if (bookingId === '') {
    return <EmptyFace icon={IconHeadset} title={say('customer.empty.title')} text={say('customer.empty.text')} />
  }
  if (customer.data) return <Customer key={bookingId} customer={customer.data} />
  if (customer.error) return <FailedFace failure={failureOf(customer.error)} onRetry={() => void customer.refetch()} />
  return <Skeleton rows={5} height={72} />
}

/** The customer with the cursor: its keys go through the groups and the timeline. */
function Customer({ customer }: { readonly customer: CustomerView }) {
  const { state, go } = useDeskState()
  const person = usePerson()
  const charges = chargesById(customer)
  const [groupsAtFirst] = useState(customer.groups)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const groups = showGroups(customer.groups, groupsAtFirst, unfolded)
  const current = currentGroup(groups, state.cursor)
  const targets = cursorTargetsOf(customer.bookings, groups)
  const move = (step: 1 | -1) => () => go({ do: 'moveTo', cursor: stepTarget(targets, state.cursor, step) })
  const fold = ({ chargeIds }: GroupView) => {
    const isUnfolded = chargeIds.some((id) => unfolded.has(id))
    setUnfolded(
      new Set(isUnfolded ? [...unfolded].filter((id) => !chargeIds.includes(id)) : [...unfolded, ...chargeIds]),
    )
  }
  /**
   * True when the refund pane may open from inside a group: a live intent can always be seen, else the keep-one guard
   * decides.
   */
  const mayOpenRefund = (charge: ChargeView): boolean =>
    liveIntent(charge) !== null || mayGiveBack(customer, charge, person)
  const isActing = state.chargeId !== null || state.evidenceGroupId !== null || state.deciding !== null
  useKeys('region', {
    back: () => {
      const opened = isActing || isSearching() ? null : groupToFold(groups, state.cursor)
      if (opened === null) return false
      fold(opened)
      if (state.cursor !== null) go({ do: 'moveTo', cursor: foldTarget(opened.id) })
    },
    next: move(1),
    previous: move(-1),
    right: move(1),
    left: move(-1),
    open: () => {
      const line = groups.find(({ group }) => foldTarget(group.id) === state.cursor)
      return line && document.activeElement?.id === state.cursor ? fold(line.group) : false
    },
    refund: () => {
      const { cursor } = state
      // The first R moves the cursor to the charge to refund, the next R opens it, so that nobody refunds a charge
      // unseen.
      if (cursor === null) return go({ do: 'moveTo', cursor: firstToRefund(current) ?? targets[0] ?? null })
      const charge = charges.get(chargeOfTarget(cursor))?.charge
      if (!charge) return false
      // On a charge that stays paid, R moves the cursor to the charge to refund.
      if (cursor !== lineTarget(charge.id) && !mayOpenRefund(charge)) {
        const next = firstToRefund(current)
        return next === null ? false : go({ do: 'moveTo', cursor: next })
      }
      go({ do: 'openRefund', chargeId: charge.id })
    },
  })

  const toUnfold = groupToUnfold(groups, state.cursor)
  useEffect(() => {
    // An address can set the cursor into a folded group, which then unfolds.
    if (toUnfold) setUnfolded((before) => new Set([...before, ...toUnfold.chargeIds]))
  }, [toUnfold])

  const target = targetOfAddress(customer.bookings, groups, state.cursor)
  useEffect(() => {
    if (target !== state.cursor) go({ do: 'moveTo', cursor: target })
  }, [target, state.cursor, go])

  useEffect(() => {
    // A panel that closes gives the focus back to the charge that it was about.
    if (!isActing && state.cursor && !isSearching()) document.getElementById(state.cursor)?.focus()
  }, [isActing, state.cursor])

  return (
    <article className={styles.customer}>
      <CustomerHead customer={customer} />
      {groups.map((shown, index) => (
        <GroupCard
          key={shown.group.id}
          shown={shown}
          number={index + 1}
          count={groups.length}
          customer={customer}
          members={chargesOfGroup(shown.group, charges)}
          current={shown === current}
          onFold={() => fold(shown.group)}
        />
      ))}
      {groups.length === 0 ? <p className={styles.none}>{say('customer.noGroups')}</p> : null}
      <Timeline customer={customer} />
    </article>
  )
}

/** The cursor target of the first charge to refund in a group; null when there is none. */
function firstToRefund(shown: ShownGroup | null): string | null {
  const chargeId = shown?.group.verdict === 'duplicate' ? shown.group.giveBackIds[0] : undefined
  return chargeId === undefined ? null : groupTarget(chargeId)
}
