import { IconAlertTriangle } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import type { InboxHour } from '../../../../shared/model/index.ts'
import { GATEWAY_MIXES } from '../../../../shared/model/lists.ts'
import { say } from '../../../../shared/text/index.ts'
import { useAsk } from '../../../bridge/desk.tsx'
import { countOf, nextHour, spikeOf } from '../../../state/hours.ts'
import { type HoursRange, hoursFilterOf, hoursRangeOf } from '../../../state/inbox-state.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { KeyCap } from '../../../ui/keys/key-cap.tsx'
import { useKeys } from '../../../ui/keys/keys.tsx'
import { useNow } from '../../../ui/time.tsx'
import { hourText } from './hour-text.ts'
import styles from './inbox-hours.module.css'

/** From the top of a bar down. */
const PARTS = GATEWAY_MIXES.toReversed()

/**
 * The open groups by the hour of their latest charge, as bars, so that an incident is visible. A key or the pointer
 * chooses an hour.
 */
export function InboxHours() {
  const { state, go } = useDeskState()
  const { data: hours = [] } = useAsk(
    'inbox.hours',
    { filter: hoursFilterOf(state.inbox, useNow()) },
    { keepPrevious: true },
  )
  const chosen = state.inbox.hour
  const show = (hour: number | null) => go({ do: 'inbox', change: { do: 'show', wish: { hour } } })
  useKeys('panel', {
    hourBefore: () => show(nextHour(hours, chosen, -1)),
    hourAfter: () => show(nextHour(hours, chosen, 1)),
  })
  const top = Math.max(1, ...hours.map(({ groups }) => groups))
  return (
    <figure className={styles.hours} aria-label={say('inbox.hours.name')}>
      <ol className={styles.bars} data-many={hours.length > 60 || undefined}>
        {hours.map((hour) => (
          <li key={hour.at}>
            <Bar hour={hour} top={top} chosen={chosen === hour.at} dimmed={chosen !== null} onChoose={show} />
          </li>
        ))}
      </ol>
      <div className={styles.axis} aria-hidden="true">
        <span>{hours[0] ? hourText(hours[0].at) : ''}</span>
        <span className={styles.legend}>
          {PARTS.map((gateway) => (
            <span key={gateway} data-gateway={gateway}>
              {say(`inbox.hours.${gateway}`)}
            </span>
          ))}
        </span>
        <span>{say('time.now')}</span>
      </div>
      <figcaption className={styles.caption}>
        <Caption hours={hours} range={hoursRangeOf(state.inbox)} chosen={chosen} onChoose={show} />
        <span className={styles.keys}>
          <KeyCap name="hourBefore" />
          <KeyCap name="hourAfter" />
        </span>
      </figcaption>
    </figure>
  )
}

interface BarProps {
  readonly hour: InboxHour
  readonly top: number
  readonly chosen: boolean
  readonly dimmed: boolean
  readonly onChoose: (hour: number | null) => void
}

/** The bar of one hour, with a part for each gateway. The keys `hourBefore` and `hourAfter` choose it; Tab skips it. */
function Bar({ hour, top, chosen, dimmed, onChoose }: BarProps) {
  const label = say('inbox.hours.bar', { when: hourText(hour.at), count: hour.groups })
  return (
    <button
      type="button"
      className={styles.bar}
      tabIndex={-1}
      title={label}
      aria-label={label}
      aria-pressed={chosen}
      data-dimmed={(dimmed && !chosen) || undefined}
      onClick={() => onChoose(chosen ? null : hour.at)}
    >
      <span className={styles.stack} style={{ '--share': hour.groups / top } as CSSProperties}>
        {PARTS.map((gateway) =>
          hour.byGateway[gateway] > 0 ? (
            <span key={gateway} data-gateway={gateway} style={{ flexGrow: hour.byGateway[gateway] }} />
          ) : null,
        )}
      </span>
    </button>
  )
}

interface CaptionProps {
  readonly hours: readonly InboxHour[]
  readonly range: HoursRange
  readonly chosen: number | null
  readonly onChoose: (hour: number | null) => void
}

/** The bars in one sentence: the chosen hour, the hour that looks like an incident, or the number of groups. */
function Caption({ hours, range, chosen, onChoose }: CaptionProps) {
  const spike = spikeOf(hours)
  if (chosen !== null) {
    const count = hours.find(({ at }) => at === chosen)?.groups ?? 0
    return (
      <button type="button" className={styles.told} onClick={() => onChoose(null)} title={say('inbox.hours.whole')}>
        {say('inbox.hours.chosen', { when: hourText(chosen), count })}
        <KeyCap name="back" />
      </button>
    )
  }
  if (spike) {
    const { hour, times } = spike
    const told = { count: hour.groups, when: hourText(hour.at) }
    return (
      <button type="button" className={styles.told} data-spike onClick={() => onChoose(hour.at)}>
        <IconAlertTriangle size={13} stroke={2.2} aria-hidden="true" />
        {times === null ? say('inbox.hours.spikeAlone', told) : say('inbox.hours.spike', { ...told, times })}
      </button>
    )
  }
  const count = countOf(hours)
  return <span>{say('inbox.hours.quiet', { count, range: say(`inbox.range.${range}`) })}</span>
}
