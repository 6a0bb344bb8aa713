import { IconClock } from '@tabler/icons-react'
import type { InboxRow as Row } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { verdictToken } from '../../ui/format/state-tokens.ts'
import { Amount } from '../../ui/money.tsx'
import { RelativeTime } from '../../ui/time.tsx'
import { maySelect, moneyOf } from './bulk/triage.ts'
import styles from './inbox-list.module.css'

interface InboxRowProps {
  readonly row: Row
  readonly chosen: boolean
  /** True when it is selected for a bulk refund; null for a person who may not make one. */
  readonly selected: boolean | null
  readonly onChoose: () => void
  readonly onSelect: () => void
}

/** One open group in the list: traveller, amount at stake, verdict, flight, and time or refunds on their way. */
export function InboxRow({ row, chosen, selected, onChoose, onSelect }: InboxRowProps) {
  const money = moneyOf(row)
  const amount = moneyText(money)
  return (
    <div className={styles.item} data-chosen={chosen || undefined}>
      {selected === null ? null : (
        <input
          type="checkbox"
          className={styles.check}
          tabIndex={-1}
          checked={selected}
          disabled={!maySelect(row)}
          aria-label={say('inbox.select', { name: row.travellerName, amount })}
          onChange={onSelect}
        />
      )}
      <button type="button" data-row className={styles.row} aria-pressed={chosen} tabIndex={-1} onClick={onChoose}>
        <span className={styles.line}>
          <span className={styles.name}>{row.travellerName}</span>
          <Amount {...money} strong={row.atStakeMinor > 0} />
        </span>
        <span className={styles.line}>
          <span className={styles.what}>
            <Chip token={verdictToken(row.verdict)} />
            <span className={styles.soft}>{row.flightNumber}</span>
          </span>
          <span className={`${styles.soft} ${styles.when}`}>
            {row.onItsWay > 0 ? (
              <Chip token={{ label: say('inbox.onItsWay'), icon: IconClock, tone: 'accent' }} />
            ) : (
              <RelativeTime at={row.latestAt} />
            )}
          </span>
        </span>
      </button>
    </div>
  )
}
