import { useState } from 'react'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { decisionLabel, namedElsewhere, unacceptedText } from '../../../facts/decision-text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { decisionToken } from '../../../ui/format/state-tokens.ts'
import { Heading } from '../../../ui/regions.tsx'
import { RelativeTime } from '../../../ui/time.tsx'
import styles from './decisions.module.css'

/** The number of decisions that are shown at once: the one in force, and one of this desk that was not accepted. */
const SHOWN = 2

interface DecisionListProps {
  readonly decisions: readonly GroupDecision[]
  /** The charges of the group. */
  readonly chargeIds: readonly string[]
  /** True while a reason that names the decisions is marked. */
  readonly marked: boolean
}

/** The decisions about the charges of a group, latest first: each with its person, note and state. */
export function DecisionList({ decisions, chargeIds, marked }: DecisionListProps) {
  const [showsAll, setShowsAll] = useState(false)
  if (decisions.length === 0) return null
  const shown = showsAll ? decisions : decisions.slice(0, SHOWN)
  const more = decisions.length - shown.length
  return (
    <section className={styles.decisions} data-marked={marked || undefined}>
      <Heading level={3}>{say('decide.title')}</Heading>
      <ul>
        {shown.map((decision) => (
          <li key={decision.id ?? decision.key} className={styles.decision}>
            <span className={styles.verdict}>
              <strong>{decisionLabel(decision.verdict)}</strong>
              <Chip token={decisionToken(decision.state)} />
              <span className={styles.who}>
                {say('decide.by', { name: decision.by.name })} <RelativeTime at={decision.at} />
              </span>
            </span>
            <p className={styles.note}>{say('decide.note', { note: decision.note })}</p>
            <OtherCharges count={namedElsewhere(decision, chargeIds)} />
            <Unaccepted decision={decision} decisions={decisions} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <button type="button" className={styles.more} onClick={() => setShowsAll(true)}>
          {say('decide.earlier', { count: more })}
        </button>
      ) : null}
    </section>
  )
}

/** Says that the decision also names charges outside this group. */
function OtherCharges({ count }: { readonly count: number }) {
  return count > 0 ? <p className={styles.who}>{say('decide.elsewhere', { count })}</p> : null
}

interface UnacceptedProps {
  readonly decision: GroupDecision
  readonly decisions: readonly GroupDecision[]
}

/** Says why the central service did not accept a decision of this desk. */
function Unaccepted({ decision, decisions }: UnacceptedProps) {
  const text = unacceptedText(decision, decisions)
  return text ? <p className={styles.who}>{text}</p> : null
}
