import { IconCoin, IconListDetails } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { InboxRow } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { FillProgress } from '../../facts/fill-progress.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { EmptyFace } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { verdictToken } from '../../ui/format/state-tokens.ts'
import { Regions } from '../../ui/regions.tsx'
import { CustomerPane } from '../customer/customer-pane.tsx'
import { EvidencePane } from '../group/evidence/evidence-pane.tsx'
import { RefundPane } from '../refund/refund-pane.tsx'
import { moneyOf, placeOf } from './bulk/triage.ts'
import { InboxLook } from './inbox-look.tsx'
import { useInbox } from './use-inbox.ts'
import { useShowGroup } from './use-show-group.ts'
import { useTriage } from './use-triage.ts'

const NONE: readonly InboxRow[] = []

/** Every open group worth acting on before the caller rings: the list, the group, and what to do about it. */
export function InboxView() {
  const { state } = useDeskState()
  const { isSupervisor } = usePerson()
  const status = useStatus()
  const inbox = useInbox()
  const middle = useRef<HTMLElement>(null)
  const rows = inbox.rows ?? NONE
  const place = placeOf(rows, state.inbox)
  const at = place.gone ? -1 : place.at
  const { choose, toggle } = useTriage({ rows, place, isSupervisor, inbox })
  useShowGroup(middle)

  // Of a new list the first one is at hand; what somebody has chosen stays, also when it leaves the list.
  const needsFirst = place.gone && place.at === -1 && inbox.isSettled && rows.length > 0
  useEffect(() => {
    if (needsFirst) choose(0)
  })

  const isEarly = status !== undefined && status.syncedAt === null
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
          isEarly ? null : (
            <InboxLook
              inbox={inbox}
              rows={rows}
              at={at}
              selected={isSupervisor ? state.inbox.selected : null}
              onChoose={choose}
              onSelect={toggle}
            />
          )
        }
        middle={
          isEarly ? (
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
