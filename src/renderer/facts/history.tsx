import { useState } from 'react'
import type { IntentStep } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { failureOf } from '../bridge/ask.ts'
import { useAsk } from '../bridge/desk.tsx'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/face.tsx'
import { intentToken } from '../ui/format/state-tokens.ts'
import { useKeys } from '../ui/keys/keys.tsx'
import { Heading } from '../ui/regions.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { RelativeTime } from '../ui/time.tsx'
import styles from './history.module.css'
import { actorText, movedText, SHOWN_STEPS, stateAfterStep, whyText } from './history-text.ts'

/** The steps of a refund, latest first: states, time, cause, and who made the step. */
export function History({ refundKey }: { readonly refundKey: string }) {
  const history = useAsk('refund.history', { key: refundKey }, { keepPrevious: true })
  return (
    <section>
      <Heading level={3}>{say('review.history')}</Heading>
      {history.data ? (
        <Steps steps={history.data.toReversed()} />
      ) : history.error ? (
        <FailureNote failure={failureOf(history.error)} />
      ) : (
        <Skeleton rows={3} height={32} />
      )}
    </section>
  )
}

function Steps({ steps }: { readonly steps: readonly IntentStep[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const isLong = steps.length > SHOWN_STEPS
  const numbered = steps.map((step, at) => ({ step, number: steps.length - at }))
  useKeys('panel', { steps: () => setShowsAll(!showsAll) }, isLong)
  if (steps.length === 0) return <p className={styles.soft}>{say('review.history.none')}</p>
  return (
    <>
      <ol className={styles.steps}>
        {numbered.slice(0, showsAll ? steps.length : SHOWN_STEPS).map(({ step, number }) => (
          <Step key={number} step={step} />
        ))}
      </ol>
      {isLong ? (
        <Button look="quiet" keyName="steps" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? say('review.history.less') : say('review.history.all', { count: steps.length })}
        </Button>
      ) : null}
    </>
  )
}

function Step({ step }: { readonly step: IntentStep }) {
  const state = stateAfterStep(step)
  return (
    <li className={styles.step} data-tone={state ? intentToken(state).tone : undefined}>
      <p className={styles.moved}>{movedText(step)}</p>
      <span className={styles.when}>
        <RelativeTime at={step.at} />
      </span>
      <p className={styles.why}>
        {whyText(step.why)} <span className={styles.soft}>{actorText(step)}</span>
      </p>
      {step.note ? <p className={styles.note}>{say('decision.note', { note: step.note })}</p> : null}
    </li>
  )
}
