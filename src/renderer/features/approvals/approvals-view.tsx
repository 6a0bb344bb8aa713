import { IconGavel, IconListDetails } from '@tabler/icons-react'
import { useEffect } from 'react'
import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { EmptyFace, FailedFace } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Regions } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ApprovalList } from './approval-list.tsx'
import { sortApprovals } from './approval-order.ts'
import { Decide } from './decide.tsx'
import { Evidence } from './evidence.tsx'

/** The view of approvals: refunds above their requester's limit, the evidence for the chosen one, and the decision. */
export function ApprovalsView() {
  const { state, go } = useDeskState()
  const list = useAsk('approval.list', {}, { keepPrevious: true })
  const { waiting, decided } = sortApprovals(list.data ?? [])
  const rows = [...waiting, ...decided]
  const at = rows.findIndex(({ refund }) => refund.id === state.approvalRefundId)
  const chosen = rows[at] ?? null
  const first = waiting[0]?.refund.id ?? null

  const choose = (index: number) =>
    go({ do: 'chooseApproval', refundId: rows[Math.max(0, Math.min(rows.length - 1, index))]?.refund.id ?? null })
  // A decided approval leaves the waiting ones, so after it the first waiting one is next.
  const next = at >= waiting.length && waiting.length > 0 ? 0 : at + 1
  useKeys('region', { next: () => choose(next), previous: () => choose(at === -1 ? rows.length - 1 : at - 1) })
  // The approval that has waited longest is chosen by itself; a choice of the person stays.
  useEffect(() => {
    if (state.approvalRefundId === null && first !== null) go({ do: 'chooseApproval', refundId: first })
  }, [state.approvalRefundId, first, go])

  const names = {
    left: say('region.look.approvals'),
    middle: say('region.middle.approvals'),
    right: say('region.do.approvals'),
  }
  if (!list.data) {
    const middle = list.error ? (
      <FailedFace failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
    ) : (
      <Skeleton rows={6} />
    )
    return <Regions names={names} left={null} middle={middle} right={null} />
  }
  return (
    <Regions
      names={names}
      isMiddleFocusable
      left={<ApprovalList waiting={waiting} decided={decided} chosenId={chosen?.refund.id ?? null} />}
      middle={
        chosen ? (
          <Evidence key={chosen.refund.id} approval={chosen} />
        ) : rows.length > 0 ? (
          <EmptyFace icon={IconListDetails} title={say('approvals.choose.title')} text={say('approvals.choose.text')} />
        ) : (
          <EmptyFace icon={IconGavel} title={say('approvals.empty.title')} text={say('approvals.empty.text')} />
        )
      }
      right={
        chosen ? (
          <Decide key={chosen.refund.id} approval={chosen} onNext={next < waiting.length ? () => choose(next) : null} />
        ) : null
      }
    />
  )
}
