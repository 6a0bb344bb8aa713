import type { InboxRow } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { Button } from '../../../ui/button.tsx'
import { moneyText } from '../../../ui/format/money-text.ts'
import { useKeys } from '../../../ui/keys/keys.tsx'
import styles from '../inbox-list.module.css'
import { BulkDialog } from './bulk-dialog.tsx'
import { BULK_AT_MOST, maySelect, sumsOf } from './triage.ts'

interface BulkBarProps {
  readonly rows: readonly InboxRow[]
  readonly selected: readonly string[]
}

/**
 * The groups that a supervisor has selected, their sums, and the button that refunds them. Only groups in the list can
 * be refunded.
 */
export function BulkBar({ rows, selected }: BulkBarProps) {
  const { state, go } = useDeskState()
  const selectedIds = new Set(selected)
  const chosen = rows.filter((row) => selectedIds.has(row.groupId) && maySelect(row))
  const sure = rows.filter(maySelect).slice(0, BULK_AT_MOST)
  const selectSure = () => go({ do: 'inbox', change: { do: 'select', groupIds: sure.map(({ groupId }) => groupId) } })
  const ask = (asking: boolean) => go({ do: 'inbox', change: { do: 'ask', asking } })
  useKeys('panel', { selectSure, bulk: () => (chosen.length > 0 ? ask(true) : false) }, !state.inbox.asking)
  return (
    <>
      <div className={styles.bulk}>
        {chosen.length === 0 ? (
          <Button keyName="selectSure" wide disabled={sure.length === 0} onClick={selectSure}>
            {say('inbox.selectSure')}
          </Button>
        ) : (
          <>
            <span role="status">
              <strong>{say('inbox.selected', { count: chosen.length })}</strong>
              <br />
              {sumsOf(chosen).map(moneyText).join(' · ')}
            </span>
            <Button look="main" keyName="bulk" onClick={() => ask(true)}>
              {say('inbox.bulk')}
            </Button>
          </>
        )}
      </div>
      {state.inbox.asking ? <BulkDialog rows={chosen} onClose={() => ask(false)} /> : null}
    </>
  )
}
