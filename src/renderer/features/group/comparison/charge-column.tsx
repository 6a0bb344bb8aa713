import { IconArrowBackUp, IconClockPause, IconShieldCheck } from '@tabler/icons-react'
import type { CustomerView } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { usePerson } from '../../../bridge/use-person.ts'
import { type ChargeOfBooking, liveIntent } from '../../../facts/customer-facts.ts'
import { guardOnWhole, mayGiveBack } from '../../../facts/may-do.ts'
import { groupTarget } from '../../../state/cursor-targets.ts'
import { useCursorTarget } from '../../../state/use-cursor-target.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { centralToken, intentToken, type StateToken, shownState } from '../../../ui/format/state-tokens.ts'
import { Amount } from '../../../ui/money.tsx'
import styles from './comparison.module.css'
import { type Role, refundsThatCount } from './members.ts'

interface HeadCellProps {
  readonly customer: CustomerView
  readonly member: ChargeOfBooking
  /** The place of the charge in its group, from 1. */
  readonly number: number
  readonly count: number
  readonly role: Role
  /**
   * True for the column that Tab reaches while the cursor is outside the group, so that keys can scroll the columns.
   */
  readonly isTabStop: boolean
}

const ROLES: Readonly<Record<NonNullable<Role>, StateToken>> = {
  keep: { label: say('group.keep'), icon: IconShieldCheck, tone: 'good' },
  give_back: { label: say('group.giveBack'), icon: IconArrowBackUp, tone: 'danger' },
  drops_off: { label: say('group.dropsOff'), icon: IconClockPause, tone: 'warn' },
}

/**
 * The head of the column of a charge: a cursor target with its reference, its role in the group and the refund button.
 */
export function HeadCell({ customer, member, number, count, role, isTabStop }: HeadCellProps) {
  const target = useCursorTarget<HTMLTableCellElement>(groupTarget(member.charge.id))
  return (
    <th scope="col" className={styles.column} {...target} tabIndex={isTabStop ? 0 : target.tabIndex}>
      <span className={styles.heads}>
        <span className="hidden">{say('group.charge', { number, count })}</span>
        <code className={styles.reference}>{member.booking.reference}</code>
        {role ? <Chip token={ROLES[role]} /> : null}
        <RefundButton customer={customer} member={member} hasCursor={target['data-cursor'] === true} />
      </span>
    </th>
  )
}

interface RefundButtonProps extends Pick<HeadCellProps, 'customer' | 'member'> {
  readonly hasCursor: boolean
}

/**
 * Opens the refund pane of a charge. For a charge that the keep-one guard protects, only supervisors have the button.
 */
function RefundButton({ customer, member: { charge, booking }, hasCursor }: RefundButtonProps) {
  const { go } = useDeskState()
  const person = usePerson()
  const { reference } = booking
  const isLive = liveIntent(charge) !== null
  if (!isLive && !mayGiveBack(customer, charge, person)) return null
  const isGuarded = !isLive && guardOnWhole(customer, charge) !== null
  const [text, name] = isLive
    ? [say('group.showRefund'), say('group.showThis', { reference })]
    : isGuarded
      ? [say('group.allTheSame'), say('group.allTheSameThis', { reference })]
      : [say('group.refund'), say('group.refundThis', { reference })]
  return (
    <span className={styles.open}>
      <Button
        look={isGuarded ? 'quiet' : 'plain'}
        {...(hasCursor ? { keyName: 'refund' as const } : {})}
        aria-label={name}
        title={isGuarded ? say('group.allTheSame.note') : undefined}
        onClick={() => {
          go({ do: 'moveTo', cursor: groupTarget(charge.id) })
          go({ do: 'openRefund', chargeId: charge.id })
        }}
      >
        {text}
      </Button>
    </span>
  )
}

/** What is refunded of a charge: the amount, and the state of its live intent or of its latest refund. */
export function RefundedCell({ member }: { readonly member: ChargeOfBooking }) {
  const { charge } = member
  const live = liveIntent(charge)
  const [latest] = refundsThatCount([member])
  return (
    <span className={styles.heads}>
      {charge.refundedMinor > 0 ? (
        <Amount amountMinor={charge.refundedMinor} currency={charge.currency} />
      ) : live ? null : (
        <span className={styles.soft}>{say('group.nothing')}</span>
      )}
      {live ? (
        <Chip token={intentToken(shownState(live))} />
      ) : latest ? (
        <Chip token={centralToken('refundState', latest.state)} />
      ) : null}
    </span>
  )
}
