import { IconCoin } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { CustomerView, IntentView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { usePerson } from '../../bridge/use-person.ts'
import { type ChargeOfBooking, chargesById } from '../../facts/customer-facts.ts'
import { goodwillLimitMinor, guardOnWhole } from '../../facts/may-do.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { EmptyFace, FailedFace } from '../../ui/face.tsx'
import { isSearching } from '../../ui/search-focus.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { IntentCard } from '../intent/intent-card.tsx'
import { KeepsPaid } from './keeps-paid.tsx'
import { NothingLeft } from './nothing-left.tsx'
import { RefundPanel } from './refund-panel.tsx'

/** What the agent does about the chosen charge. */
export function RefundPane() {
  const { state } = useDeskState()
  const bookingId = state.bookingId ?? ''
  const { data: customer } = useAsk('customer.get', { bookingId }, { enabled: bookingId !== '' })
  const found = customer && state.chargeId ? chargesById(customer).get(state.chargeId) : undefined
  if (!customer || !found) {
    return <EmptyFace icon={IconCoin} title={say('refund.empty.title')} text={say('refund.empty.text')} />
  }
  return <OpenCharge key={found.charge.id} customer={customer} found={found} />
}

interface OpenChargeProps {
  readonly customer: CustomerView
  readonly found: ChargeOfBooking
}

function OpenCharge({ customer, found }: OpenChargeProps) {
  const { charge } = found
  const desk = useAsk('draft.open', { chargeId: charge.id })
  const [sent, setSent] = useState<IntentView | null>(null)
  const [asksPart, setAsksPart] = useState(false)
  const { isSupervisor } = usePerson()
  const guard = guardOnWhole(customer, charge)
  // An agent's way past the guard is a part as goodwill; one that was begun before goes on.
  const isBegun = asksPart || (desk.data?.draft.amountMinor ?? null) !== null
  const mayPart = goodwillLimitMinor(customer, found) > 0
  const panel = useRef<HTMLDivElement>(null)
  const shown = intentToShow(sent, desk.data?.live ?? null, charge.intents, charge.leftMinor)
  const face = shown?.key ?? null
  // The panel takes the hand when it opens, and again when its form becomes a refund.
  useEffect(() => {
    if (face !== undefined && !isSearching()) panel.current?.focus()
  }, [face])
  return (
    <div ref={panel} tabIndex={-1} style={{ outline: 'none' }}>
      {shown ? (
        <IntentCard intent={shown} onAgain={charge.leftMinor > 0 && sent ? () => setSent(null) : null} />
      ) : charge.leftMinor <= 0 ? (
        <NothingLeft charge={charge} />
      ) : guard !== null && !isSupervisor && !(isBegun && mayPart) ? (
        <KeepsPaid guard={guard} onPart={mayPart ? () => setAsksPart(true) : null} />
      ) : desk.data ? (
        <RefundPanel
          key={desk.data.draft.key}
          customer={customer}
          found={found}
          draft={desk.data.draft}
          guard={guard}
          onSent={setSent}
        />
      ) : desk.error ? (
        <FailedFace failure={failureOf(desk.error)} onRetry={() => void desk.refetch()} />
      ) : (
        <Skeleton rows={6} />
      )}
    </div>
  )
}

/** The intent that stands where the form would: the live one, the one just sent, or the last one when nothing is left. */
function intentToShow(
  sent: IntentView | null,
  live: IntentView | null,
  known: readonly IntentView[],
  leftMinor: number,
): IntentView | null {
  if (live) return live
  if (sent) return known.find(({ key }) => key === sent.key) ?? sent
  if (leftMinor > 0) return null
  return [...known].sort((a, b) => b.createdAt - a.createdAt)[0] ?? null
}
