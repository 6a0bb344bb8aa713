import { useState } from 'react'
import type { BulkRefund, InboxRow } from '../../../../shared/model/index.ts'
import { label, say } from '../../../../shared/text/index.ts'
import { useTell } from '../../../bridge/use-tell.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureNote } from '../../../ui/face.tsx'
import { NeededNote } from '../../../ui/field/text-field.tsx'
import { useKeys } from '../../../ui/keys/keys.tsx'
import { Amount } from '../../../ui/money.tsx'
import styles from './bulk-dialog.module.css'
import { BulkDone } from './bulk-done.tsx'
import { byGateway, sumsOf } from './triage.ts'

interface BulkDialogProps {
  readonly rows: readonly InboxRow[]
  readonly onClose: () => void
}

/**
 * The confirmation of a bulk refund, then its result. The rows are fixed when it opens, so that what the supervisor
 * reads stays.
 */
export function BulkDialog({ rows: rowsNow, onClose }: BulkDialogProps) {
  const { go } = useDeskState()
  const [rows] = useState(rowsNow)
  const [note, setNote] = useState('')
  const [done, setDone] = useState<BulkRefund | null>(null)
  const bulk = useTell('refund.bulk')
  // While the bulk refund runs, the dialog cannot be closed, so that the supervisor reads the result.
  const close = () => {
    if (!bulk.busy) onClose()
  }
  const isReady = note.trim() !== '' && rows.length > 0 && !bulk.busy
  const submit = async () => {
    const result = await bulk.tell({ groupIds: rows.map(({ groupId }) => groupId), note: note.trim() })
    if (!result.ok) return
    setDone(result.value)
    go({ do: 'inbox', change: { do: 'select', groupIds: [] } })
  }
  useKeys('dialog', {
    back: close,
    confirm: (event) => {
      if (event.repeat) return
      if (done) onClose()
      else if (isReady) void submit()
    },
  })
  const count = rows.length
  if (done) {
    return (
      <Dialog
        title={done.queued.length > 0 ? say('bulk.done.title', { count: done.queued.length }) : say('bulk.done.none')}
        opened
        onClose={onClose}
      >
        <BulkDone done={done} rows={rows} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title={say('bulk.title', { count })} opened onClose={close}>
      <form
        className={styles.bulk}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void submit()
        }}
      >
        <ul className={styles.sums}>
          {sumsOf(rows).map((sum) => (
            <li key={sum.currency}>
              <span className={styles.amount}>
                <Amount {...sum} />
              </span>
              <span className={styles.soft}>{say('bulk.groups', { count: sum.groups })}</span>
            </li>
          ))}
        </ul>
        <dl className={styles.facts}>
          <dt>{say('bulk.gateways')}</dt>
          <dd>
            {byGateway(rows)
              .map(([gateway, groups]) => `${label('bulkGateway', gateway)}: ${groups}`)
              .join(' · ')}
          </dd>
        </dl>
        <p className={styles.soft}>{say('bulk.keep')}</p>
        <NeededNote
          label={say('bulk.note')}
          description={say('bulk.noteHint')}
          value={note}
          data-autofocus
          onText={setNote}
        />
        <FailureNote failure={bulk.failure} />
        <div className={styles.buttons}>
          <Button size="l" keyName="back" disabled={bulk.busy} onClick={close}>
            {say('bulk.notYet')}
          </Button>
          <Button look="main" size="l" type="submit" keyName="confirm" disabled={!isReady}>
            {bulk.busy ? say('bulk.going') : say('bulk.go', { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
