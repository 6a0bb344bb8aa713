import { IconChevronRight } from '@tabler/icons-react'
import type { GroupView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { foldTarget } from '../../state/cursor-targets.ts'
import { useCursorTarget } from '../../state/use-cursor-target.ts'
import { verdictToken } from '../../ui/format/state-tokens.ts'
import { departureText } from '../../ui/format/time-text.ts'
import { KeyCap } from '../../ui/keys/key-cap.tsx'
import { useNow } from '../../ui/time.tsx'
import { reasonText } from './comparison/reason-text.ts'
import styles from './group-card.module.css'
import { confidenceHint, confidenceText, mainReason, verdictText } from './verdict-text.ts'

interface HeadProps {
  readonly group: GroupView
  readonly members: readonly ChargeOfBooking[]
}

/** The head of an open group: the verdict as a sentence to read aloud, the confidence, and the purchase. */
export function CardHead({ group, members }: HeadProps) {
  const now = useNow()
  const { icon: Icon, tone } = verdictToken(group.verdict)
  const confidence = confidenceText(group)
  return (
    <header className={styles.head}>
      <span className={styles.sign} data-tone={tone}>
        <Icon size={18} stroke={2} aria-hidden="true" />
      </span>
      <h3 className={styles.title}>{verdictText(group, members, now)}</h3>
      {confidence ? (
        <span className={styles.confidence} title={confidenceHint(group.confidence)}>
          {confidence}
        </span>
      ) : null}
      <p className={styles.about}>{aboutText(members)}</p>
    </header>
  )
}

interface FoldHeadProps extends HeadProps {
  readonly unfolded: boolean
  readonly onFold: () => void
}

/**
 * The head of a quiet group in one line: the verdict, the main reason and the purchase. Enter or a click unfolds and
 * folds it.
 */
export function FoldHead({ group, members, unfolded, onFold }: FoldHeadProps) {
  const target = useCursorTarget<HTMLButtonElement>(foldTarget(group.id))
  const now = useNow()
  const { icon: Icon, tone } = verdictToken(group.verdict)
  const reason = mainReason(group)
  return (
    <button type="button" className={styles.fold} aria-expanded={unfolded} onClick={onFold} {...target}>
      <IconChevronRight size={14} stroke={2} aria-hidden="true" className={styles.chevron} />
      <span className={styles.foldSign} data-tone={tone}>
        <Icon size={14} stroke={2.2} aria-hidden="true" />
        {verdictText(group, members, now)}
      </span>
      <span className={styles.foldAbout}>
        {reason ? `${reasonText(reason)} · ` : ''}
        {aboutText(members)}
      </span>
      {target['data-cursor'] ? <KeyCap name="open" /> : null}
    </button>
  )
}

/** The purchase: the flight and the traveller. */
function aboutText(members: readonly ChargeOfBooking[]): string {
  const [first] = members
  if (!first) return ''
  const { flight, travellerName } = first.booking
  const title = say('group.title', {
    flight: flight.number,
    origin: flight.origin,
    destination: flight.destination,
    when: departureText(flight.departure),
  })
  return `${title} · ${travellerName}`
}
