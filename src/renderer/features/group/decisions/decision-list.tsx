import { useState } from 'react'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { decisionLabel, namedElsewhere, unacceptedText } from '../../../facts/decision-text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { decisionToken } from '../../../ui/format/state-tokens.ts'
import { Heading } from '../../../ui/regions.tsx'
import { RelativeTime } from '../../../ui/time.tsx'
import styles from './decisions.module.css'

/** Those that are read without being asked for: what counts, and what of one's own was not taken. */
const SHOWN = 2

interface DecisionListProps {
  readonly decisions: readonly GroupDecision[]
  /** Those of the group. */
  readonly chargeIds: readonly string[]
  /** The reason under the cursor speaks of them. */
  readonly marked: boolean
}

/** Who said what of these charges, the latest first: with their note, and how far it has come. */
export function DecisionList({ decisions, chargeIds, marked }: DecisionListProps) {
  const [all, setAll] = useState(false)
  if (decisions.length === 0) return null
  const shown = all ? decisions : decisions.slice(0, SHOWN)
  const more = decisions.length - shown.length
  return (
    <section className={styles.decisions} data-marked={marked || undefined}>
      <Heading level={3}>{say('decide.title')}</Heading>
      <ul>
        {shown.map((decision) => (
          <li key={decision.id ?? decision.key} className={styles.decision}>
            <span className={styles.said}>
              <strong>{decisionLabel(decision.verdict)}</strong>
              <Chip token={decisionToken(decision.state)} />
              <span className={styles.who}>
                {say('decide.by', { name: decision.by.name })} <RelativeTime at={decision.at} />
              </span>
            </span>
            <p className={styles.note}>{say('decide.note', { note: decision.note })}</p>
            <Elsewhere count={namedElsewhere(decision, chargeIds)} />
            <NotTaken decision={decision} decisions={decisions} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {say('decide.earlier', { count: more })}
        </button>
      ) : null}
    </section>
  )
}

/** That the word is also on charges which are not side by side here. */
function Elsewhere({ count }: { readonly count: number }) {
  return count > 0 ? <p className={styles.who}>{say('decide.elsewhere', { count })}</p> : null
}

interface NotTakenProps {
  readonly decision: GroupDecision
  readonly decisions: readonly GroupDecision[]
}

/** Why a word of this desk does not count. */
function NotTaken({ decision, decisions }: NotTakenProps) {
  const text = unacceptedText(decision, decisions)
  return text ? <p className={styles.who}>{text}</p> : null
}
