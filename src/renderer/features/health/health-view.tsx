import { say } from '../../../shared/text/index.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { Regions } from '../../ui/regions.tsx'
import { About } from './about.tsx'
import { ConditionCard } from './condition.tsx'
import styles from './health.module.css'
import { Quarantine } from './quarantine.tsx'
import { SyncFacts } from './sync-facts.tsx'

/** The view of the desk's health: the facts of the sync, the condition with the quarantine, and what this desk is. */
export function HealthView() {
  const status = useStatus()
  return (
    <Regions
      names={{ left: say('region.look.health'), middle: say('region.middle.health'), right: say('region.do.health') }}
      left={status ? <SyncFacts status={status} /> : null}
      middle={
        <div className={styles.column}>
          {status ? <ConditionCard status={status} /> : null}
          <Quarantine />
        </div>
      }
      right={<About />}
    />
  )
}
