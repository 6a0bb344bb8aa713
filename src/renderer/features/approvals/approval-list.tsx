import { IconCheck, IconClock, IconUser, IconX } from '@tabler/icons-react'
import type { ApprovalView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Chip } from '../../ui/chip.tsx'
import { centralToken, type StateToken } from '../../ui/format/state-tokens.ts'
import { Amount } from '../../ui/money.tsx'
import { Heading } from '../../ui/regions.tsx'
import { RelativeTime } from '../../ui/time.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import type { Approvals } from './approval-order.ts'
import styles from './approvals.module.css'

interface ApprovalListProps extends Approvals {
  readonly chosenId: string | null
}

/**
 * The list of approvals: those that wait for a supervisor, the longest first, then those that this desk has decided.
 */
export function ApprovalList({ waiting, decided, chosenId }: ApprovalListProps) {
  return (
    <div className={styles.lists}>
      <Part title={say('approvals.waiting')} approvals={waiting} chosenId={chosenId} />
      {decided.length > 0 ? <Part title={say('approvals.decided')} approvals={decided} chosenId={chosenId} /> : null}
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly approvals: readonly ApprovalView[]
  readonly chosenId: string | null
}

/** One list with its heading. */
function Part({ title, approvals, chosenId }: PartProps) {
  const at = approvals.findIndex(({ refund }) => refund.id === chosenId)
  return (
    <section>
      <Heading>
        {title} · {approvals.length}
      </Heading>
      <VirtualList
        kind="list"
        name={title}
        items={approvals}
        keyOf={({ refund }) => refund.id}
        rowHeight={72}
        {...(at >= 0 ? { shown: at } : {})}
        render={(approval) => <Row approval={approval} chosen={approval.refund.id === chosenId} />}
      />
    </section>
  )
}

function Row({ approval, chosen }: { readonly approval: ApprovalView; readonly chosen: boolean }) {
  const { go } = useDeskState()
  const { refund, charge } = approval
  return (
    <button
      type="button"
      className={styles.row}
      aria-pressed={chosen}
      onClick={() => go({ do: 'chooseApproval', refundId: refund.id })}
    >
      <span className={styles.line}>
        <Amount {...refund} strong />
        <Chip token={tokenOf(approval)} />
      </span>
      <span className={styles.name}>{charge.booking?.travellerName ?? refund.chargeId}</span>
      <span className={styles.soft}>
        {refund.requestedBy.name}, <RelativeTime at={refund.createdAt} />
      </span>
    </button>
  )
}

/** How far the approval is. */
function tokenOf({ refund, decision, mayNotDecide }: ApprovalView): StateToken {
  if (!decision) {
    return mayNotDecide === 'own_request'
      ? { label: say('approvals.label.own_request'), icon: IconUser, tone: 'neutral' }
      : centralToken('refundState', refund.state)
  }
  switch (decision.state) {
    case 'given':
      return decision.decision === 'approve'
        ? { label: say('approvals.label.approve'), icon: IconCheck, tone: 'good' }
        : { label: say('approvals.label.reject'), icon: IconX, tone: 'neutral' }
    case 'decided':
      return { label: say('approvals.label.decided'), icon: IconUser, tone: 'neutral' }
    case 'refused':
      return { label: say('approvals.label.refused'), icon: IconX, tone: 'danger' }
    default:
      return { label: say('approvals.label.waiting'), icon: IconClock, tone: 'warn' }
  }
}
