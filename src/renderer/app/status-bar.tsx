import { IconAlertTriangle, IconCloud, IconCloudOff, IconLoader2, IconUserOff } from '@tabler/icons-react'
import type { Connection, DeskStatus } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { useAsk } from '../bridge/desk.tsx'
import { useStatus } from '../bridge/use-status.ts'
import { connectionText } from '../facts/trouble.ts'
import { useDeskState } from '../state/use-desk-state.tsx'
import { Button } from '../ui/button.tsx'
import { exactText, glanceText } from '../ui/format/time-text.ts'
import { KeyCap } from '../ui/keys/key-cap.tsx'
import { useNow } from '../ui/time.tsx'
import styles from './status-bar.module.css'

const CONNECTIONS: Readonly<Record<Connection, readonly [typeof IconCloud, string]>> = {
  online: [IconCloud, 'good'],
  connecting: [IconLoader2, 'warn'],
  offline: [IconCloudOff, 'warn'],
  signed_out: [IconUserOff, 'warn'],
}

const percent = new Intl.NumberFormat('en', { style: 'percent' })

/** The last line of the desk: connection, age of the copy, queue, problems, release. */
export function StatusBar() {
  const { go } = useDeskState()
  const status = useStatus()
  const { data: info } = useAsk('app.info', {})
  return (
    <footer className={styles.bar}>
      {status ? <Facts status={status} /> : null}
      <span className={styles.space} />
      <Button look="quiet" keyName="keys" onClick={() => go({ do: 'dialog', dialog: 'keys' })}>
        {say('key.keys')}
      </Button>
      {info ? <span>{say('status.release', { release: info.release })}</span> : null}
    </footer>
  )
}

function Facts({ status }: { readonly status: DeskStatus }) {
  const { go } = useDeskState()
  const [Icon, tone] = CONNECTIONS[status.connection]
  const { fill } = status
  return (
    <>
      <span className={styles.fact} data-tone={tone}>
        <Icon size={14} aria-hidden="true" />
        {connectionText(status)}
      </span>
      <span>{say('status.bookings', { count: status.bookings })}</span>
      <Age syncedAt={status.syncedAt} />
      {fill && status.syncedAt !== null ? (
        <span>{say('status.filling', { percent: percent.format(fill.total > 0 ? fill.done / fill.total : 0) })}</span>
      ) : null}
      <button type="button" className={styles.link} onClick={() => go({ do: 'view', view: 'queue' })}>
        {status.queued > 0 ? say('status.queued', { count: status.queued }) : say('status.queueEmpty')}
        {status.needsYou > 0 ? (
          <span className={styles.fact} data-tone="danger">
            <IconAlertTriangle size={14} aria-hidden="true" />
            {say('status.needsYou', { count: status.needsYou })}
          </span>
        ) : null}
      </button>
      {status.problem || status.quarantined > 0 ? (
        <button type="button" className={styles.link} onClick={() => go({ do: 'view', view: 'health' })}>
          <span className={styles.fact} data-tone="warn">
            <IconAlertTriangle size={14} aria-hidden="true" />
            {say('status.problem')}
          </span>
          <KeyCap name="goHealth" />
        </button>
      ) : null}
    </>
  )
}

function Age({ syncedAt }: { readonly syncedAt: number | null }) {
  const now = useNow()
  if (syncedAt === null) return <span>{say('status.noData')}</span>
  return <span title={exactText(syncedAt)}>{say('status.age', { age: glanceText(now - syncedAt) })}</span>
}
