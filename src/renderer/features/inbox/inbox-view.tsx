import { IconCoin, IconListDetails } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef } from 'react'
import type { InboxRow } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { usePerson } from '../../bridge/use-person.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { FillProgress } from '../../facts/fill-progress.tsx'
import { groupTarget } from '../../state/cursor-targets.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { EmptyFace } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { verdictToken } from '../../ui/format/state-tokens.ts'
import { Regions } from '../../ui/regions.tsx'
import { CustomerPane } from '../customer/customer-pane.tsx'
import { EvidencePane } from '../group/evidence/evidence-pane.tsx'
import { RefundPane } from '../refund/refund-pane.tsx'
import { moneyOf, placeOf } from './bulk/triage.ts'
import { InboxPane } from './inbox-pane.tsx'
import { useInbox } from './use-inbox.ts'
import { useTriage } from './use-triage.ts'

const NONE: readonly InboxRow[] = []

/**
 * The view of the inbox: open groups to work on before their customers call, the chosen group, and its refund or
 * evidence.
 */
export function InboxView() {
  const { state } = useDeskState()
  const mayChoose = usePerson().may('bulk_refund')
  const status = useStatus()
  const inbox = useInbox()
  const middle = useRef<HTMLElement>(null)
  const rows = inbox.rows ?? NONE
  const place = placeOf(rows, state.inbox)
  const at = place.gone ? -1 : place.at
  const { choose, toggle } = useTriage({ rows, place, mayChoose, inbox })
  useScrollToGroup(middle)

  // In a new list the first group is chosen by itself. A choice of the person stays, also when its group leaves the
  // list.
  const needsFirst = place.gone && place.at === -1 && inbox.isSettled && rows.length > 0
  useEffect(() => {
    if (needsFirst) choose(0)
  })

  const isFirstFill = status !== undefined && status.syncedAt === null
  const chosen = rows[at]
  return (
    <>
      <p className="hidden" role="status">
        {chosen
          ? say('inbox.row', {
              name: chosen.travellerName,
              verdict: verdictToken(chosen.verdict).label,
              amount: moneyText(moneyOf(chosen)),
              number: at + 1,
              total: inbox.totals.total,
            })
          : ''}
      </p>
      <Regions
        names={{ left: say('region.look.inbox'), middle: say('region.middle.inbox'), right: say('region.do.inbox') }}
        middleRef={middle}
        left={
          isFirstFill ? null : (
            <InboxPane
              inbox={inbox}
              rows={rows}
              at={at}
              selected={mayChoose ? state.inbox.selected : null}
              onChoose={choose}
              onSelect={toggle}
            />
          )
        }
        middle={
          isFirstFill ? (
            <FillProgress status={status} />
          ) : state.bookingId === null ? (
            <EmptyFace icon={IconListDetails} title={say('inbox.choose.title')} text={say('inbox.choose.text')} />
          ) : (
            <CustomerPane />
          )
        }
        right={
          state.evidenceGroupId ? (
            <EvidencePane key={state.evidenceGroupId} groupId={state.evidenceGroupId} />
          ) : state.chargeId === null ? (
            <EmptyFace
              icon={IconCoin}
              title={say('inbox.refund.title')}
              text={say(chosen?.verdict === 'hold' ? 'inbox.refund.hold' : 'inbox.refund.text')}
            />
          ) : (
            <RefundPane />
          )
        }
      />
    </>
  )
}

/** Scrolls the chosen group into sight when its customer has arrived, because it may not be their first group. */
function useScrollToGroup(middle: RefObject<HTMLElement | null>): void {
  const { state } = useDeskState()
  const { bookingId } = state
  const { groupId } = state.inbox
  const { data: customer } = useAsk('customer.get', { bookingId: bookingId ?? '' }, { enabled: bookingId !== null })
  const isLoaded = customer !== undefined
  useEffect(() => {
    if (!isLoaded || groupId === null) return
    middle.current?.scrollTo({ top: 0 })
    const card = document.getElementById(groupTarget(groupId))?.closest('section')
    // A group in the upper half of the window is in sight already, below the name of its customer.
    if (card && card.getBoundingClientRect().top > window.innerHeight / 2) card.scrollIntoView({ block: 'start' })
  }, [isLoaded, groupId, middle])
}
