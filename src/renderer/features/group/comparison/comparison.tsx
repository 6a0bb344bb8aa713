import type { CSSProperties } from 'react'
import type { CustomerView, GroupView, Reason } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import type { Cell, Row } from '../../../facts/compare.ts'
import type { ChargeOfBooking } from '../../../facts/customer-facts.ts'
import { groupTarget } from '../../../state/cursor-targets.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { HeadCell, RefundedCell } from './charge-column.tsx'
import styles from './comparison.module.css'
import { roleOf } from './members.ts'
import { REASON_MARKS } from './reasons.tsx'

interface ComparisonProps {
  readonly group: GroupView
  readonly customer: CustomerView
  readonly members: readonly ChargeOfBooking[]
  readonly rows: readonly Row[]
  /** The reason whose rows are marked; null for none. */
  readonly marked: Reason | null
}

/**
 * The comparison of the charges of a group, field by field. The names of the fields stay in sight while the charges
 * scroll.
 */
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
                isTabStop={index === 0 && cursorAt === -1}
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
                <RefundedCell member={member} />
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

/** The name of a row, with a mark for each kind of reason that names its field. */
function RowName({ field, name, reasons }: RowNameProps) {
  const kinds = new Set(reasons.filter(({ fields }) => fields.includes(field)).map(({ speaks }) => speaks))
  return (
    <th scope="row">
      <span className={styles.name}>
        {name}
        {[...kinds].map((kind) => {
          const { icon: Icon, tone, text } = REASON_MARKS[kind]
          return (
            <span key={kind} className={styles.mark} data-tone={tone} title={say(text)}>
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
      {cell.match === 'same' ? <span className={styles.soft}> {say('group.same')}</span> : null}
      {cell.match === 'differs' ? <span className={styles.soft}> {cell.extra ?? say('group.differs')}</span> : null}
    </>
  )
}
