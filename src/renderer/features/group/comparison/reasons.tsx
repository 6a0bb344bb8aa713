import { IconInfoCircle, IconMinus, IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Reason } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { KeyCap, shortcut } from '../../../ui/keys/key-cap.tsx'
import { useKeys } from '../../../ui/keys/keys.tsx'
import { Heading } from '../../../ui/regions.tsx'
import { reasonText } from './reason-text.ts'
import styles from './reasons.module.css'

/** The icon, the colour and the text of each kind of reason, in this list and at the rows of the comparison. */
export const REASON_MARKS = {
  for: { icon: IconPlus, tone: 'good', text: 'group.speaksFor' },
  against: { icon: IconMinus, tone: 'warn', text: 'group.speaksAgainst' },
  note: { icon: IconInfoCircle, tone: 'neutral', text: 'group.speaksNote' },
} as const

interface ReasonsProps {
  readonly reasons: readonly Reason[]
  /** True when the keys of a group are about this one. */
  readonly current: boolean
  /** Receives the reason whose rows the comparison marks; null for none. */
  readonly onMark: (reason: Reason | null) => void
}

/**
 * The reasons of a verdict: for one purchase, against it, and notes on the money. One key goes from reason to reason.
 */
export function Reasons({ reasons, current, onMark }: ReasonsProps) {
  const list = useRef<HTMLDivElement>(null)
  useKeys(
    'region',
    {
      because: () => {
        const all = [...(list.current?.querySelectorAll('button') ?? [])]
        const focused = all.findIndex((one) => one.matches(':focus'))
        all[(focused + 1) % all.length]?.focus()
      },
    },
    current && reasons.length > 0,
  )
  const listOf = (speaks: Reason['speaks']) => ({
    speaks,
    reasons: reasons.filter((reason) => reason.speaks === speaks),
    onMark,
  })
  const notes = listOf('note')
  return (
    <div ref={list} className={styles.reasons} aria-keyshortcuts={current ? shortcut('because') : undefined}>
      <div className={styles.for}>
        <ReasonList {...listOf('for')} keyCap={current} />
      </div>
      <div className={styles.against}>
        <ReasonList {...listOf('against')} />
        {notes.reasons.length > 0 ? <ReasonList {...notes} /> : null}
      </div>
    </div>
  )
}

interface ReasonListProps extends Pick<ReasonsProps, 'reasons' | 'onMark'> {
  readonly speaks: Reason['speaks']
  readonly keyCap?: boolean
}

/** The reasons of one kind. An empty list says that there are none. */
function ReasonList({ speaks, reasons, onMark, keyCap = false }: ReasonListProps) {
  return (
    <section>
      <div className={styles.heading}>
        <Heading level={3}>{say(speaks === 'note' ? 'reasons.note' : `reasons.${speaks}`)}</Heading>
        {keyCap ? <KeyCap name="because" /> : null}
      </div>
      {reasons.length === 0 ? <p className={styles.none}>{say('reasons.none')}</p> : null}
      <ul>
        {reasons.map((reason) => (
          <ReasonLine key={reason.code} reason={reason} onMark={onMark} />
        ))}
      </ul>
    </section>
  )
}

interface ReasonLineProps {
  readonly reason: Reason
  readonly onMark: ReasonsProps['onMark']
}

/** One reason. Focus or pointer on it marks its rows in the comparison. */
function ReasonLine({ reason, onMark }: ReasonLineProps) {
  const { icon: Icon, tone } = REASON_MARKS[reason.speaks]
  return (
    <li>
      <button
        type="button"
        className={styles.reason}
        data-tone={tone}
        onFocus={() => onMark(reason)}
        onBlur={() => onMark(null)}
        onMouseEnter={() => onMark(reason)}
        onMouseLeave={() => onMark(null)}
      >
        <Icon size={13} stroke={2.4} aria-hidden="true" />
        {reasonText(reason)}
      </button>
    </li>
  )
}
