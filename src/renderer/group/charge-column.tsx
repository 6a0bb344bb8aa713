import { IconShieldCheck } from '@tabler/icons-react'
import { say } from '../../preload/text/index.ts'
import { type ChargeOfRecord, groupStop, liveIntent } from '../customer/customer-facts.ts'
import { useStop } from '../customer/stop.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Amount } from '../ui/money.tsx'
import { intentFace, intentToken } from '../ui/state-tokens.ts'
import styles from './group-card.module.css'

interface HeadCellProps {
  readonly member: ChargeOfRecord
  readonly number: number
  readonly count: number
  /** The desk suggests that this one stays paid. */
  readonly keep: boolean
}

/** The head of one charge's column: where the cursor stands. */
export function HeadCell({ member, number, count, keep }: HeadCellProps) {
  const stop = useStop<HTMLTableCellElement>(groupStop(member.charge.id))
  return (
    <th scope="col" className={styles.column} {...stop}>
      <span className={styles.soft}>{say('group.charge', { number, count })}</span>{' '}
      <code className={styles.reference}>{member.record.reference}</code>{' '}
      {keep ? <Chip token={{ word: say('group.keep'), icon: IconShieldCheck, tone: 'good' }} /> : null}
    </th>
  )
}

interface ActCellProps {
  readonly member: ChargeOfRecord
  readonly cursor: boolean
}

/** What has been given back on one charge, and the way to give it back. */
export function ActCell({ member: { charge, record }, cursor }: ActCellProps) {
  const { go } = useDeskState()
  const live = liveIntent(charge)
  return (
    <td className={styles.act} data-cursor={cursor || undefined}>
      <div className={styles.actions}>
        {charge.refundedMinor > 0 ? (
          <Amount amountMinor={charge.refundedMinor} currency={charge.currency} />
        ) : (
          <span className={styles.soft}>{say('group.nothing')}</span>
        )}
        {live ? <Chip token={intentToken(intentFace(live))} /> : null}
        {charge.leftMinor > 0 || live ? (
          <Button
            {...(cursor ? { keyName: 'refund' as const } : {})}
            aria-label={say(live ? 'group.showThis' : 'group.refundThis', { reference: record.reference })}
            onClick={() => {
              go({ do: 'moveTo', cursor: groupStop(charge.id) })
              go({ do: 'openRefund', chargeId: charge.id })
            }}
          >
            {live ? say('group.showRefund') : say('group.refund')}
          </Button>
        ) : null}
      </div>
    </td>
  )
}
