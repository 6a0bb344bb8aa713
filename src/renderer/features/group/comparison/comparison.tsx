import type { CSSProperties } from 'react'
import type { CustomerView, GroupView, Reason } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import type { Cell, Row } from '../../../facts/compare.ts'
import type { ChargeOfBooking } from '../../../facts/customer-facts.ts'
import { groupTarget } from '../../../state/cursor-targets.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { GivenBack, HeadCell } from './charge-column.tsx'
import styles from './comparison.module.css'
import { roleOf } from './members.ts'
import { SPEAKS } from './reasons.tsx'

interface ComparisonProps {
  readonly group: GroupView
  readonly customer: CustomerView
  readonly members: readonly ChargeOfBooking[]
  readonly rows: readonly Row[]
  /** The reason whose rows are marked. */
  readonly marked: Reason | null
}

/** The charges of a group side by side, field by field; the names of the fields stay while the charges scroll. */
export function Comparison({ group, customer, members, rows, marked }: ComparisonProps) {
  const { state } = useDeskState()
  const cursorAt = members.findIndex(({ charge }) => groupTarget(charge.id) === state.cursor)
  const isMarked = (field: Row['field']) => marked?.fields.includes(field) || undefined
  return (
    <div className={styles.scroll}>
      <table
        className={styles.table}
        data-many={members.length > 2 || undefined}
        style={{ '--charges': members.length } as CSSProperties}
      >
        <thead>
          <tr data-marked={isMarked('reference')}>
            <RowName field="reference" name={say('group.row.reference')} reasons={group.reasons} />
            {members.map((member, index) => (
              <HeadCell
                key={member.charge.id}
                customer={customer}
                member={member}
                number={index + 1}
                count={members.length}
                role={roleOf(group, member)}
                entrance={index === 0 && cursorAt === -1}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-marked={isMarked(row.field)}>
              <RowName field={row.field} name={row.name} reasons={group.reasons} />
              {row.cells.map((cell, index) => (
                <td key={members[index]?.charge.id} data-cursor={index === cursorAt || undefined}>
                  <Value cell={cell} differs={!row.same} />
                </td>
              ))}
            </tr>
          ))}
          <tr data-marked={isMarked('refunds')}>
            <RowName field="refunds" name={say('group.row.refunds')} reasons={group.reasons} />
            {members.map((member, index) => (
              <td key={member.charge.id} data-cursor={index === cursorAt || undefined}>
                <GivenBack member={member} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

interface RowNameProps {
  readonly field: Row['field']
  readonly name: string
  readonly reasons: readonly Reason[]
}

/** The name of a row, with a small mark for each way in which a reason speaks of it. */
function RowName({ field, name, reasons }: RowNameProps) {
  const speaks = new Set(reasons.filter(({ fields }) => fields.includes(field)).map((reason) => reason.speaks))
  return (
    <th scope="row">
      <span className={styles.name}>
        {name}
        {[...speaks].map((way) => {
          const { icon: Icon, tone, text } = SPEAKS[way]
          return (
            <span key={way} className={styles.mark} data-tone={tone} title={say(text)}>
              <Icon size={11} stroke={2.6} aria-hidden="true" />
            </span>
          )
        })}
      </span>
    </th>
  )
}

function Value({ cell, differs }: { readonly cell: Cell; readonly differs: boolean }) {
  return (
    <>
      <span className={differs ? styles.differs : undefined}>{cell.text}</span>
      {cell.verdict === 'same' ? <span className={styles.soft}> {say('group.same')}</span> : null}
      {cell.verdict === 'differs' ? <span className={styles.soft}> {cell.extra ?? say('group.differs')}</span> : null}
    </>
  )
}
