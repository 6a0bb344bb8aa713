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
  readonly number: number
  readonly count: number
  readonly role: Role
  /** Tab comes in here while the cursor is elsewhere, so that the columns can be scrolled with keys. */
  readonly entrance: boolean
}

const ROLES: Readonly<Record<NonNullable<Role>, StateToken>> = {
  keep: { label: say('group.keep'), icon: IconShieldCheck, tone: 'good' },
  give_back: { label: say('group.giveBack'), icon: IconArrowBackUp, tone: 'danger' },
  drops_off: { label: say('group.dropsOff'), icon: IconClockPause, tone: 'warn' },
}

/** The head of one charge's column: where the cursor stands, what becomes of the charge, and the way to give it back. */
export function HeadCell({ customer, member, number, count, role, entrance }: HeadCellProps) {
  const stop = useCursorTarget<HTMLTableCellElement>(groupTarget(member.charge.id))
  return (
    <th scope="col" className={styles.column} {...stop} tabIndex={entrance ? 0 : stop.tabIndex}>
      <span className={styles.heads}>
        <span className="hidden">{say('group.charge', { number, count })}</span>
        <code className={styles.reference}>{member.booking.reference}</code>
        {role ? <Chip token={ROLES[role]} /> : null}
        <Act customer={customer} member={member} cursor={stop['data-cursor'] === true} />
      </span>
    </th>
  )
}

interface ActProps extends Pick<HeadCellProps, 'customer' | 'member'> {
  readonly cursor: boolean
}

/** Opens the refund of a charge. What the keep-one guard holds back has no control, but a quiet one for supervisors. */
function Act({ customer, member: { charge, booking }, cursor }: ActProps) {
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
        {...(cursor ? { keyName: 'refund' as const } : {})}
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

/** What has been given back of a charge and how far it is, and what is on its way. */
export function GivenBack({ member }: { readonly member: ChargeOfBooking }) {
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
