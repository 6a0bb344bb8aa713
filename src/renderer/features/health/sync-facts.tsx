import type { ReactNode } from 'react'
import type { DeskStatus } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { connectionText } from '../../facts/trouble.ts'
import { exactText, relativeText } from '../../ui/format/time-text.ts'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import styles from './health.module.css'

const numbers = new Intl.NumberFormat('en')

/** The state of the connection and of the copy, in numbers. */
export function SyncFacts({ status }: { readonly status: DeskStatus }) {
  const { fill } = status
  return (
    <section className={styles.facts}>
      <Heading>{say('health.sync')}</Heading>
      <dl>
        <Fact name={say('health.connection')}>{connectionText(status)}</Fact>
        <Fact name={say('health.age')}>
          <Age syncedAt={status.syncedAt} />
        </Fact>
        {fill ? <Fact name={say('health.fill')}>{say('fill.count', fill)}</Fact> : null}
        <Fact name={say('health.proof')}>
          {say(status.isCopyProven ? 'health.proof.given' : 'health.proof.running')}
        </Fact>
        <Fact name={say('health.bookings')}>{numbers.format(status.bookings)}</Fact>
        <Fact name={say('health.charges')}>{numbers.format(status.charges)}</Fact>
        <Fact name={say('health.groups')}>{numbers.format(status.groups)}</Fact>
        <Fact name={say('health.queued')}>{numbers.format(status.queued)}</Fact>
        <Fact name={say('health.needsYou')}>{numbers.format(status.needsYou)}</Fact>
        <Fact name={say('health.quarantine')}>{numbers.format(status.quarantined)}</Fact>
      </dl>
    </section>
  )
}

/** The age of the copy. */
function Age({ syncedAt }: { readonly syncedAt: number | null }) {
  const now = useNow()
  if (syncedAt === null) return say('health.never')
  return <span title={exactText(syncedAt)}>{relativeText(syncedAt, now)}</span>
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
