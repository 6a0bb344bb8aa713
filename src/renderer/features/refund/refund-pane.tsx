import { IconCircleOff, IconCoin } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ChargeView, CustomerView, IntentView } from '../../../shared/model/index.ts'
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
import { GuardedFace } from './keep-guard.tsx'
import { RefundPanel } from './refund-panel.tsx'

/** The right region of a call: the refund form of the open charge, or its refund, or why there is none. */
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

/** The pane of one charge. */
function OpenCharge({ customer, found }: OpenChargeProps) {
  const { charge } = found
  const opened = useAsk('draft.open', { chargeId: charge.id })
  const [sent, setSent] = useState<IntentView | null>(null)
  const [asksPart, setAsksPart] = useState(false)
  const { may } = usePerson()
  const guard = guardOnWhole(customer, charge)
  // An agent may pass the guard with a part as goodwill only. A draft with an amount shows that the agent began one
  // before.
  const isBegun = asksPart || (opened.data?.draft.amountMinor ?? null) !== null
  const mayPart = goodwillLimitMinor(customer, found) > 0
  const pane = useRef<HTMLDivElement>(null)
  const shown = intentToShow(sent, opened.data?.live ?? null, charge.intents, charge.leftMinor)
  const shownKey = shown?.key ?? null
  // The pane takes the focus when it opens, and again when its form becomes a refund.
  useEffect(() => {
    if (shownKey !== undefined && !isSearching()) pane.current?.focus()
  }, [shownKey])
  return (
    <div ref={pane} tabIndex={-1} style={{ outline: 'none' }}>
      {shown ? (
        <IntentCard intent={shown} onAgain={charge.leftMinor > 0 && sent ? () => setSent(null) : null} />
      ) : charge.leftMinor <= 0 ? (
        <NothingLeft charge={charge} />
      ) : guard !== null && !may('pass_keep_one') && !(isBegun && mayPart) ? (
        <GuardedFace guard={guard} onPart={mayPart ? () => setAsksPart(true) : null} />
      ) : opened.data ? (
        <RefundPanel
          key={opened.data.draft.key}
          customer={customer}
          found={found}
          draft={opened.data.draft}
          guard={guard}
          onSent={setSent}
        />
      ) : opened.error ? (
        <FailedFace failure={failureOf(opened.error)} onRetry={() => void opened.refetch()} />
      ) : (
        <Skeleton rows={6} />
      )}
    </div>
  )
}

/**
 * The intent that the pane shows instead of the form: the live one, the one just sent, or the latest when nothing is
 * left.
 */
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

/** What the pane shows when nothing of a charge can be refunded: why. */
function NothingLeft({ charge }: { readonly charge: ChargeView }) {
  return <EmptyFace icon={IconCircleOff} title={say('refund.nothingLeft')} text={whyNothingLeft(charge)} />
}

function whyNothingLeft({ state, reservedMinor }: ChargeView): string {
  switch (state) {
    case 'captured':
      return reservedMinor > 0 ? say('failure.already_waiting') : say('refund.state.captured')
    case 'authorised':
    case 'voided':
    case 'failed':
    case 'disputed':
      return say(`refund.state.${state}` as 'refund.state.voided')
    default:
      return say('refund.state.other', { state })
  }
}
