import type { ChargeView, GroupView, IntentView, RefundView } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { lineTarget } from '../../state/cursor-targets.ts'
import { useCursorTarget } from '../../state/use-cursor-target.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { centralToken, intentToken, shownState, verdictToken } from '../../ui/format/state-tokens.ts'
import { exactText, secondText } from '../../ui/format/time-text.ts'
import { Amount } from '../../ui/money.tsx'
import { RelativeTime, useNow } from '../../ui/time.tsx'
import styles from './timeline.module.css'

interface ChargeLineProps {
  readonly charge: ChargeView
  /** The group of the charge; null when it is in none. */
  readonly group: GroupView | null
}

/** One charge on the timeline, with its refunds and intents. It is a cursor target. */
export function ChargeLine({ charge, group }: ChargeLineProps) {
  const { go } = useDeskState()
  const target = useCursorTarget<HTMLDivElement>(lineTarget(charge.id))
  // An intent whose refund has arrived over the feed is shown once, as the refund.
  const refundKeys = new Set(charge.refunds.map(({ idempotencyKey }) => idempotencyKey))
  const now = useNow()
  const at = charge.capturedAt ?? charge.authorisedAt
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a line of the timeline that takes the cursor; it has no fields */}
      <div
        {...target}
        className={styles.charge}
        role="group"
        aria-label={`${label('purpose', charge.purpose)}, ${secondText(at, now)}`}
      >
        <span className={styles.what}>
          {label('purpose', charge.purpose)}
          <span className={styles.soft}>
            <time dateTime={new Date(at).toISOString()} title={exactText(at)}>
              {secondText(at, now)}
            </time>
            {' · '}
            <code>·· {charge.card.last4}</code> {' · '}
            {label('gateway', charge.gateway)}
          </span>
        </span>
        {group ? <Chip token={verdictToken(group.verdict)} /> : null}
        <Chip token={centralToken('chargeState', charge.state)} />
        <span className={styles.money}>
          {charge.leftMinor > 0 && charge.leftMinor < charge.amountMinor ? (
            <span className={styles.soft}>
              {say('customer.left', {
                amount: moneyText({ amountMinor: charge.leftMinor, currency: charge.currency }),
              })}{' '}
            </span>
          ) : null}
          <Amount {...charge} strong />
        </span>
        <span className={styles.act}>
          {charge.leftMinor > 0 ? (
            <Button
              look="quiet"
              {...(target['data-cursor'] ? { keyName: 'refund' as const } : {})}
              tabIndex={-1}
              onClick={() => go({ do: 'openRefund', chargeId: charge.id })}
            >
              {say('group.refund')}
            </Button>
          ) : null}
        </span>
      </div>
      {charge.refunds.map((refund) => (
        <RefundLine key={refund.id} refund={refund} />
      ))}
      {charge.intents
        .filter(({ key }) => !refundKeys.has(key))
        .map((intent) => (
          <IntentLine key={intent.key} intent={intent} />
        ))}
    </>
  )
}

function RefundLine({ refund }: { readonly refund: RefundView }) {
  return (
    <div className={styles.refund}>
      <span className={styles.soft}>
        {label('reason', refund.reason)} {say('customer.refundedBy', { name: refund.requestedBy.name })},{' '}
        <RelativeTime at={refund.createdAt} />
      </span>
      <Chip token={centralToken('refundState', refund.state)} />
      <span className={styles.money}>
        <Amount {...refund} minus />
      </span>
      <span className={styles.act} />
    </div>
  )
}

function IntentLine({ intent }: { readonly intent: IntentView }) {
  return (
    <div className={styles.refund}>
      <span className={styles.soft}>
        <code>{intent.reference}</code> {label('reason', intent.reason)}, <RelativeTime at={intent.createdAt} />
      </span>
      <Chip token={intentToken(shownState(intent))} />
      <span className={styles.money}>
        <Amount amountMinor={intent.amountMinor} currency={intent.currency} minus />
      </span>
      <span className={styles.act} />
    </div>
  )
}
