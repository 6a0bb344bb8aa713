import { IconCircleCheck, IconEqual, IconEqualNot } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import type { GroupView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { type ChargeOfRecord, chargesOfGroup, groupStop, paidMinor } from '../customer/customer-facts.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { Chip } from '../ui/chip.tsx'
import { Amount } from '../ui/money.tsx'
import { moneyText } from '../ui/money-text.ts'
import { alikeToken } from '../ui/state-tokens.ts'
import { useNow } from '../ui/time.tsx'
import { departureText, spanText } from '../ui/time-text.ts'
import { ActCell, HeadCell } from './charge-column.tsx'
import { apartMs, type Cell, compareCharges } from './compare.ts'
import styles from './group-card.module.css'

interface GroupCardProps {
  readonly group: GroupView
  readonly charges: ReadonlyMap<string, ChargeOfRecord>
  /** It looked alike when this call began and no longer does. */
  readonly settled: boolean
}

const SETTLED = { word: say('group.settled'), icon: IconCircleCheck, tone: 'good' } as const

/** Charges that look alike, side by side. Nothing is judged and nothing is preselected: the agent checks. */
export function GroupCard({ group, charges, settled }: GroupCardProps) {
  const { state } = useDeskState()
  const now = useNow()
  const members = chargesOfGroup(group, charges)
  const keep = charges.get(group.keepChargeId)
  const first = members[0]
  if (!first) return null
  const { flight } = first.record
  const rows = compareCharges(members, now)
  const paid = paidMinor(members.map(({ charge }) => charge))
  // As long as two are paid in full, one may go back.
  const open = members.filter(({ charge }) => charge.leftMinor === charge.amountMinor)
  const cursorAt = members.findIndex(({ charge }) => groupStop(charge.id) === state.cursor)
  return (
    <section className={styles.card} aria-label={say('group.word')}>
      <header className={styles.head}>
        <Chip token={settled ? SETTLED : alikeToken(say('group.word'))} />
        <h3 className={styles.title}>
          {say('group.title', {
            flight: flight.number,
            origin: flight.origin,
            destination: flight.destination,
            when: departureText(flight.departure),
          })}
        </h3>
      </header>
      <p className={styles.lead}>
        {settled
          ? say('group.settledLead')
          : say('group.lead', {
              count: members.length,
              amount: moneyText(group),
              apart: spanText(apartMs(members)),
            })}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} style={{ '--charges': members.length } as CSSProperties}>
          <thead>
            <tr>
              <td className={styles.corner} />
              {members.map((member, index) => (
                <HeadCell
                  key={member.charge.id}
                  member={member}
                  number={index + 1}
                  count={members.length}
                  keep={member.charge.id === group.keepChargeId}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                {row.cells.map((cell, index) => (
                  <td key={members[index]?.charge.id} data-cursor={index === cursorAt || undefined}>
                    <Value cell={cell} differs={!row.same} />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{say('group.row.refunded')}</th>
              {members.map((member, index) => (
                <ActCell key={member.charge.id} member={member} cursor={index === cursorAt} />
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <Summary rows={rows} />
      <footer className={styles.foot}>
        {keep && !settled ? <p>{say('group.keepWhy', { reference: keep.record.reference })}</p> : null}
        <dl className={styles.paid}>
          <dt>{say('group.paid')}</dt>
          <dd>
            <Amount amountMinor={paid} currency={group.currency} strong />
          </dd>
          {open.length > 1 ? (
            <>
              <dt>{say('group.after')}</dt>
              <dd>
                <Amount amountMinor={paid - group.amountMinor} currency={group.currency} strong />
              </dd>
            </>
          ) : null}
        </dl>
      </footer>
    </section>
  )
}

function Value({ cell, differs }: { readonly cell: Cell; readonly differs: boolean }) {
  return (
    <>
      <span className={differs ? styles.marked : undefined}>{cell.text}</span>
      {cell.verdict === 'same' ? <span className={styles.soft}> {say('group.same')}</span> : null}
      {cell.verdict === 'differs' ? <span className={styles.soft}> {cell.extra ?? say('group.differs')}</span> : null}
    </>
  )
}

function Summary({ rows }: { readonly rows: ReturnType<typeof compareCharges> }) {
  const same = rows.filter((row) => row.same).map(({ name }) => name.toLowerCase())
  const differs = rows.filter((row) => !row.same).map(({ name }) => name.toLowerCase())
  return (
    <ul className={styles.summary}>
      {same.length > 0 ? (
        <li data-tone="good">
          <IconEqual size={14} stroke={2.2} aria-hidden="true" />
          {say('group.sameList', { fields: same.join(', ') })}
        </li>
      ) : null}
      {differs.length > 0 ? (
        <li data-tone="warn">
          <IconEqualNot size={14} stroke={2.2} aria-hidden="true" />
          {say('group.differsList', { fields: differs.join(', ') })}
        </li>
      ) : null}
    </ul>
  )
}
