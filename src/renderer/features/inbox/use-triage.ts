import { useEffect, useRef } from 'react'
import type { InboxRow } from '../../../shared/model/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { groupTarget } from '../../state/cursor-targets.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { BULK_AT_MOST, maySelect, type placeOf, stepRow } from './bulk/triage.ts'
import type { Inbox } from './use-inbox.ts'

interface TriageParts {
  readonly inbox: Inbox
  readonly rows: readonly InboxRow[]
  readonly place: ReturnType<typeof placeOf>
  /** Whether the person may choose groups for a bulk refund. */
  readonly mayChoose: boolean
}

interface Triage {
  /** Chooses the group at a place of the list, from 0, and opens its customer. */
  readonly choose: (at: number) => void
  /** Adds a group to the selection for a bulk refund, or removes it. A full selection takes no more. */
  readonly toggle: (row: InboxRow) => void
}

/**
 * The keys of the inbox list. They are bound on the level `panel`, above the keys of the customer: J and K go from
 * group to group. While a charge has the cursor, R belongs to the customer.
 */
export function useTriage({ inbox, rows, place, mayChoose }: TriageParts): Triage {
  const { state, go } = useDeskState()
  const { bookingId, cursor } = state
  const { groupId, skipped, selected } = state.inbox
  const pendingRefund = useRef<string | null>(null)
  const { data: customer } = useAsk('customer.get', { bookingId: bookingId ?? '' }, { enabled: bookingId !== null })
  const choose = (at: number) => {
    const row = rows[at]
    if (row) go({ do: 'chooseGroup', groupId: row.groupId, bookingId: row.bookingId, at })
    // The next page is loaded early, so that J never waits at the end of a page.
    if (at >= rows.length - 10) inbox.loadMore()
  }
  const toggle = (row: InboxRow) => {
    const without = selected.filter((id) => id !== row.groupId)
    const isIn = without.length < selected.length
    if (!isIn && (!maySelect(row) || selected.length >= BULK_AT_MOST)) return
    go({ do: 'inbox', change: { do: 'select', groupIds: isIn ? without : [...selected, row.groupId] } })
  }
  const group = customer?.groups.find(({ chargeIds }) => groupId !== null && chargeIds.includes(groupId))
  const refund = () => {
    if (cursor !== null || groupId === null) return false
    if (!group) {
      pendingRefund.current = groupId
      return
    }
    pendingRefund.current = null
    const chargeId = group.giveBackIds[0]
    go({ do: 'moveTo', cursor: groupTarget(chargeId ?? group.id) })
    if (chargeId !== undefined) go({ do: 'openRefund', chargeId })
  }
  // R that was pressed before the customer arrived takes effect now.
  useEffect(() => {
    if (group && pendingRefund.current === groupId) refund()
  })
  useKeys('panel', {
    next: () => choose(stepRow(rows, place, 1)),
    previous: () => choose(stepRow(rows, place, -1)),
    refund,
    skip: () => {
      const row = place.gone ? undefined : rows[place.at]
      if (!row) return
      // The next group is chosen before this one leaves the list; after the last group, the one before it.
      choose(rows[place.at + 1] ? place.at + 1 : place.at - 1)
      go({ do: 'inbox', change: { do: 'skip', groupId: row.groupId } })
    },
    unskip: () => (skipped.length > 0 ? go({ do: 'inbox', change: { do: 'unskip' } }) : false),
    openInCall: () => (bookingId === null ? false : go({ do: 'openCustomer', bookingId })),
    select: (event) => {
      const row = place.gone ? undefined : rows[place.at]
      // On another control, the space bar belongs to that control.
      const isOnControl = event.target instanceof HTMLElement && event.target.closest('button:not([data-row]),input,a')
      if (!mayChoose || !row || isOnControl) return false
      toggle(row)
      return true
    },
  })
  return { choose, toggle }
}
