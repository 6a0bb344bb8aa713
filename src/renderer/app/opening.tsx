import { say } from '../../shared/text/index.ts'
import { failureOf } from '../bridge/ask.ts'
import { FailedFace } from '../ui/face.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import styles from './opening.module.css'

interface OpeningProps {
  readonly failure: Error | null
  readonly onRetry: () => void
}

/** The screen while the engine opens its store, and the reason when it cannot. */
export function Opening({ failure, onRetry }: OpeningProps) {
  return (
    <main className={styles.opening}>
      <h1 className="hidden">{say('app.loading')}</h1>
      {failure ? <FailedFace failure={failureOf(failure)} onRetry={onRetry} /> : <Skeleton rows={3} />}
    </main>
  )
}
