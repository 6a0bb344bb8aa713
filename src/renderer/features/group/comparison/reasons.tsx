import { IconInfoCircle, IconMinus, IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Reason } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { KeyCap, shortcut } from '../../../ui/keys/key-cap.tsx'
import { useKeys } from '../../../ui/keys/keys.tsx'
import { Heading } from '../../../ui/regions.tsx'
import { reasonText } from './reason-text.ts'
import styles from './reasons.module.css'

/** How the three kinds of reasons are marked, here and at the rows they speak of. */
export const SPEAKS = {
  for: { icon: IconPlus, tone: 'good', text: 'group.speaksFor' },
  against: { icon: IconMinus, tone: 'warn', text: 'group.speaksAgainst' },
  note: { icon: IconInfoCircle, tone: 'neutral', text: 'group.speaksNote' },
} as const

interface ReasonsProps {
  readonly reasons: readonly Reason[]
  /** Their key works, as the cursor is in this group. */
  readonly current: boolean
  /** The reason whose rows are marked. */
  readonly onMark: (reason: Reason | null) => void
}

/** Why: what speaks for one purchase, what speaks against, and what became of the money. */
export function Reasons({ reasons, current, onMark }: ReasonsProps) {
  const list = useRef<HTMLDivElement>(null)
  useKeys(
    'region',
    {
      because: () => {
        const all = [...(list.current?.querySelectorAll('button') ?? [])]
        const held = all.findIndex((one) => one.matches(':focus'))
        all[(held + 1) % all.length]?.focus()
      },
    },
    current && reasons.length > 0,
  )
  const kind = (speaks: Reason['speaks']) => ({
    speaks,
    reasons: reasons.filter((reason) => reason.speaks === speaks),
    onMark,
  })
  const notes = kind('note')
  return (
    <div ref={list} className={styles.reasons} aria-keyshortcuts={current ? shortcut('because') : undefined}>
      <div className={styles.for}>
        <Kind {...kind('for')} keyCap={current} />
      </div>
      <div className={styles.against}>
        <Kind {...kind('against')} />
        {notes.reasons.length > 0 ? <Kind {...notes} /> : null}
      </div>
    </div>
  )
}

interface KindProps extends Pick<ReasonsProps, 'reasons' | 'onMark'> {
  readonly speaks: Reason['speaks']
  readonly keyCap?: boolean
}

/** The reasons of one kind; an empty list says that nothing was found. */
function Kind({ speaks, reasons, onMark, keyCap = false }: KindProps) {
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

function ReasonLine({ reason, onMark }: ReasonLineProps) {
  const { icon: Icon, tone } = SPEAKS[reason.speaks]
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
