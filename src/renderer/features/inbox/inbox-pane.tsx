import { IconCircleCheck, IconFilter, IconMailFast } from '@tabler/icons-react'
import type { InboxRow } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { isNarrowed } from '../../state/inbox-state.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyFace, FailedFace } from '../../ui/face.tsx'
import { moneyText } from '../../ui/format/money-text.ts'
import { Amount } from '../../ui/money.tsx'
import { Heading } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BulkBar } from './bulk/bulk-bar.tsx'
import { InboxFilters, InboxOrder } from './filters/inbox-filters.tsx'
import { InboxHours } from './filters/inbox-hours.tsx'
import styles from './inbox-list.module.css'
import { InboxList } from './inbox-list.tsx'
import type { Inbox } from './use-inbox.ts'

interface InboxPaneProps {
  readonly inbox: Inbox
  readonly rows: readonly InboxRow[]
  /** The place of the chosen group, from 0; -1 when it has left the list. */
  readonly at: number
  /** The groups selected for a bulk refund; null for a person who may not make one. */
  readonly selected: readonly string[] | null
  readonly onChoose: (at: number) => void
  readonly onSelect: (row: InboxRow) => void
}

/** The left region of the inbox: the amounts at stake, the bars of hours, the filters and the list. */
export function InboxPane({ inbox, rows, ...list }: InboxPaneProps) {
  const { state, go } = useDeskState()
  const { total, atStake } = inbox.totals
  // A currency with holds only has nothing at stake.
  const sums = atStake.filter(({ amountMinor }) => amountMinor > 0)
  const skipped = state.inbox.skipped.length
  return (
    <div className={styles.look}>
      <div className={styles.head}>
        <div>
          <div className={styles.title}>
            <Heading>{say('inbox.total', { count: total })}</Heading>
            <InboxOrder />
          </div>
          <p className={styles.sums} title={sums.map(moneyText).join(' · ')}>
            {sums.map((sum) => (
              <Amount key={sum.currency} {...sum} />
            ))}
          </p>
        </div>
        <InboxHours />
        <InboxFilters atStake={atStake} />
      </div>
      {inbox.failure ? (
        <FailedFace failure={inbox.failure} onRetry={inbox.retry} />
      ) : inbox.rows === null ? (
        <Skeleton rows={7} height={48} />
      ) : rows.length > 0 ? (
        <InboxList inbox={inbox} rows={rows} {...list} />
      ) : (
        <div className={styles.none}>
          <NothingLeft total={total} />
        </div>
      )}
      {skipped > 0 ? (
        <p className={styles.skipped}>
          <span>{say('inbox.skipped', { count: skipped })}</span>
          <Button look="quiet" keyName="unskip" onClick={() => go({ do: 'inbox', change: { do: 'unskip' } })}>
            {say('inbox.bringBack')}
          </Button>
        </p>
      ) : null}
      {list.selected === null ? null : <BulkBar rows={rows} selected={list.selected} />}
    </div>
  )
}

/** Why the list is empty: the person skipped every group, no group matches the filters, or no group is open. */
function NothingLeft({ total }: { readonly total: number }) {
  const { state } = useDeskState()
  if (total > 0) {
    return <EmptyFace icon={IconMailFast} title={say('inbox.allSkipped.title')} text={say('inbox.allSkipped.text')} />
  }
  return isNarrowed(state.inbox) ? (
    <EmptyFace icon={IconFilter} title={say('inbox.nothingSo.title')} text={say('inbox.nothingSo.text')} />
  ) : (
    <EmptyFace icon={IconCircleCheck} title={say('inbox.empty.title')} text={say('inbox.empty.text')} />
  )
}
