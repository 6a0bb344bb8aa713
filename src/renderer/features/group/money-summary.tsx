import { IconBuildingBank, IconClockPause, IconPlaneOff, IconShieldCheck } from '@tabler/icons-react'
import type { GroupView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { dayText, exactText, relativeText } from '../../ui/format/time-text.ts'
import { Amount } from '../../ui/money.tsx'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import styles from './money-summary.module.css'
import { paidText, sumText } from './spoken.ts'

interface MoneySummaryProps {
  readonly group: GroupView
  /** The charges of the group, earliest first. */
  readonly members: readonly ChargeOfBooking[]
}

/**
 * The money of a group: what is paid, due and paid afterwards; which charge stays and why; disputes; when a hold drops
 * off.
 */
export function MoneySummary({ group, members }: MoneySummaryProps) {
  const { currency, net, verdict, dropsOffAt } = group
  const now = useNow()
  const kept = members.findIndex(({ charge }) => charge.id === group.keepChargeId)
  const keep = members[kept]
  const isFirstWhole = members.slice(0, kept).some(({ charge }) => charge.refundedMinor > 0)
  const disputed = members.filter(({ charge }) => charge.state === 'disputed')
  const steps =
    net === null
      ? []
      : ([
          ['group.paid', net.paidMinor],
          ['group.due', net.dueMinor],
          ['group.after', net.afterMinor],
        ] as const)
  return (
    <section className={styles.money}>
      <div>
        <Heading level={3}>{say(verdict === 'unsure' ? 'group.netIfOne' : 'group.net')}</Heading>
        <dl className={styles.net}>
          {steps.map(([name, amountMinor]) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>
                {amountMinor === null ? (
                  say('group.due.unknown')
                ) : (
                  <Amount amountMinor={amountMinor} currency={currency} strong={name === 'group.after'} />
                )}
              </dd>
            </div>
          ))}
        </dl>
        {net === null ? <p>{say('group.paidMixed', { amounts: paidText(members) })}</p> : null}
      </div>
      <ul className={styles.why}>
        {keep && verdict !== 'separate' ? (
          <li data-tone="good">
            <IconShieldCheck size={14} stroke={1.9} aria-hidden="true" />
            {say(isFirstWhole ? 'group.keepWhole' : 'group.keepWhy', { reference: keep.booking.reference })}
          </li>
        ) : null}
        {net?.dueMinor === null ? (
          <li data-tone="warn">
            <IconPlaneOff size={14} stroke={1.9} aria-hidden="true" />
            {say('group.due.nobodyFlies')}
          </li>
        ) : null}
        {disputed.length > 0 ? (
          <li data-tone="warn">
            <IconBuildingBank size={14} stroke={1.9} aria-hidden="true" />
            {say('group.disputed', {
              amount: sumText(disputed, ({ amountMinor, refundedMinor }) => amountMinor - refundedMinor),
            })}
          </li>
        ) : null}
        {dropsOffAt !== null ? (
          <li data-tone="warn" title={exactText(dropsOffAt)}>
            <IconClockPause size={14} stroke={1.9} aria-hidden="true" />
            {say(dropsOffAt > now ? 'group.dropsOffAt' : 'group.droppedOff', {
              when: dayText(dropsOffAt, now),
              relative: relativeText(dropsOffAt, now),
            })}
          </li>
        ) : null}
      </ul>
    </section>
  )
}
