import { IconShieldCheck } from '@tabler/icons-react'
import type { QuarantinedChange } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { EmptyFace, FailedFace } from '../../ui/face.tsx'
import { Heading } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { RelativeTime } from '../../ui/time.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import styles from './health.module.css'

/** The quarantine: each change of the feed that the desk could not read, with its reason and without its content. */
export function Quarantine() {
  const quarantine = useAsk('quarantine.list', {})
  return (
    <section>
      <Heading>{say('health.quarantine')}</Heading>
      {quarantine.data ? (
        <Changes changes={quarantine.data} />
      ) : quarantine.error ? (
        <FailedFace failure={failureOf(quarantine.error)} onRetry={() => void quarantine.refetch()} />
      ) : (
        <Skeleton rows={4} />
      )}
    </section>
  )
}

function Changes({ changes }: { readonly changes: readonly QuarantinedChange[] }) {
  if (changes.length === 0) {
    return (
      <div className={styles.list}>
        <EmptyFace
          icon={IconShieldCheck}
          title={say('health.quarantine.empty.title')}
          text={say('health.quarantine.empty.text')}
        />
      </div>
    )
  }
  return (
    <>
      <p className={styles.lead}>{say('health.quarantine.text')}</p>
      <div className={styles.list}>
        <VirtualList
          kind="list"
          name={say('health.quarantine')}
          items={changes}
          keyOf={({ seq }) => String(seq)}
          rowHeight={52}
          render={(change) => (
            <div className={styles.change}>
              <span className={styles.who}>
                <strong>{label('kind', change.kind)}</strong>
                <code>{change.itemId}</code>
              </span>
              <span className={styles.reason}>{change.reason}</span>
              <span className={styles.soft}>
                <RelativeTime at={change.at} />
              </span>
            </div>
          )}
        />
      </div>
    </>
  )
}
