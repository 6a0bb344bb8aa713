import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { QueueView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { intentToken, shownState } from '../../ui/format/state-tokens.ts'
import { dayBounds } from '../../ui/format/time-text.ts'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Amount } from '../../ui/money.tsx'
import { Heading } from '../../ui/regions.tsx'
import { useNow } from '../../ui/time.tsx'
import { FilterList } from './filter-list.tsx'
import { countByState, givenBack } from './queue-rows.ts'
import styles from './queue-view.module.css'

interface QueueSummaryProps {
  readonly queue: QueueView
  /** True beside the lists, which the filters apply to; false beside a review. */
  readonly showsFilters: boolean
}

/**
 * The left region of the queue: the filters or what waits, the refunds of today with their sums, and the export of
 * today.
 */
export function QueueSummary({ queue, showsFilters }: QueueSummaryProps) {
  const now = useNow()
  const report = useTell('report.export')
  const [fileName, setFileName] = useState<string | null>(null)
  const save = async () => {
    const result = await report.tell(dayBounds(now))
    setFileName(result.ok ? result.value.fileName : null)
  }
  const mayExport = usePerson().may('export')
  useKeys('region', { export: () => void save() }, mayExport)
  return (
    <div className={styles.summary}>
      {showsFilters ? (
        <FilterList queue={queue} />
      ) : (
        <section>
          <Heading>{say('queue.waiting')}</Heading>
          <StateCounts intents={queue.waiting} none={say('queue.waiting.empty.title')} />
        </section>
      )}
      <section>
        <Heading>{say('queue.today')}</Heading>
        <StateCounts intents={queue.today} none={say('queue.today.empty.title')} />
      </section>
      <section>
        <Heading>{say('queue.total')}</Heading>
        {givenBack(queue.today).map((sum) => (
          <p key={sum.currency} className={styles.fact}>
            <span className={styles.soft}>{sum.currency}</span>
            <Amount {...sum} strong />
          </p>
        ))}
        {givenBack(queue.today).length === 0 ? <p className={styles.soft}>{say('queue.total.none')}</p> : null}
      </section>
      {mayExport ? (
        <Button keyName="export" wide disabled={report.busy} onClick={() => void save()}>
          <IconDownload size={16} stroke={1.7} aria-hidden="true" />
          {say('queue.export')}
        </Button>
      ) : null}
      <p className={styles.soft} role="status">
        {fileName ? say('queue.exported', { file: fileName }) : ''}
      </p>
      <FailureNote failure={report.failure} />
    </div>
  )
}

interface StateCountsProps {
  readonly intents: QueueView['waiting']
  /** The text when there is no refund. */
  readonly none: string
}

/** The number of refunds in each state. */
function StateCounts({ intents, none }: StateCountsProps) {
  const counts = countByState(intents.map(shownState))
  if (counts.length === 0) return <p className={styles.soft}>{none}</p>
  return counts.map(([state, count]) => (
    <p key={state} className={styles.fact}>
      <Chip token={intentToken(state)} />
      <span>{count}</span>
    </p>
  ))
}
