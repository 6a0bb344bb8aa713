import { useEffect, useRef } from 'react'
import { say } from '../../../shared/text/index.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { FillProgress } from '../../facts/fill-progress.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Regions } from '../../ui/regions.tsx'
import { isSearching } from '../../ui/search-focus.ts'
import { CustomerPane } from '../customer/customer-pane.tsx'
import { EvidencePane } from '../group/evidence/evidence-pane.tsx'
import { RefundPane } from '../refund/refund-pane.tsx'
import { Results } from '../search/results.tsx'

/** The view of a call: the search results, the customer, and the refund or the evidence. */
export function CallView() {
  const { state } = useDeskState()
  const status = useStatus()
  const middle = useRef<HTMLElement>(null)

  useEffect(() => {
    if (state.bookingId) {
      middle.current?.scrollTo({ top: 0 })
      // When the customer opened with a cursor, the charge with the cursor has the focus already.
      const hasFocus = middle.current?.contains(document.activeElement) ?? false
      if (!isSearching() && !hasFocus) middle.current?.focus()
    }
  }, [state.bookingId])

  const isFirstFill = status !== undefined && status.syncedAt === null
  return (
    <Regions
      names={{
        left: say('region.look.call'),
        middle: say('region.middle.call'),
        right: say(state.evidenceGroupId ? 'region.do.evidence' : 'region.do.call'),
      }}
      middleRef={middle}
      left={<Results />}
      middle={isFirstFill ? <FillProgress status={status} /> : <CustomerPane />}
      right={
        state.evidenceGroupId ? (
          <EvidencePane key={state.evidenceGroupId} groupId={state.evidenceGroupId} />
        ) : (
          <RefundPane />
        )
      }
    />
  )
}
