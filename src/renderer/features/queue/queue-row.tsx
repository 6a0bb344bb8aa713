import type { ReactNode } from 'react'
import type { Person } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Chip } from '../../ui/chip.tsx'
import type { StateToken } from '../../ui/format/state-tokens.ts'
import { RelativeTime } from '../../ui/time.tsx'
import styles from './queue-view.module.css'

interface QueueRowProps {
  /** The idempotency key of the refund or decision. */
  readonly id: string
  readonly chosen: boolean
  readonly token: StateToken
  readonly travellerName: string
  /** The booking of the refund or decision; null when the copy does not hold it. */
  readonly booking: { readonly bookingReference: string; readonly flightNumber: string } | null
  /** The agent of the refund, or the person who decided. */
  readonly by: Person
  /** What it waits for. */
  readonly why: ReactNode
  readonly amount?: ReactNode
  readonly at: number
}

/**
 * One row of the queue: state, traveller and booking, the person unless it is the viewer, what it waits for, amount and
 * time.
 */
export function QueueRow({ id, chosen, token, travellerName, booking, by, why, amount, at }: QueueRowProps) {
  const { go } = useDeskState()
  const { user } = usePerson()
  const owner = by.id === user?.id ? null : say('queue.by', { name: by.name })
  return (
    <button
      type="button"
      data-row
      className={styles.row}
      aria-pressed={chosen}
      onClick={() => go({ do: 'chooseInQueue', key: id })}
    >
      <span className={styles.state}>
        <Chip token={token} />
      </span>
      <span className={styles.who}>
        <span className={styles.name}>{travellerName}</span>
        <span className={styles.soft}>
          {booking ? (
            <>
              <code>{booking.bookingReference}</code> · {booking.flightNumber}
            </>
          ) : null}
          {booking && owner ? ' · ' : null}
          {owner}
        </span>
      </span>
      <span className={styles.why}>{why}</span>
      <span className={styles.money}>
        {amount}
        <span className={styles.soft}>
          <RelativeTime at={at} />
        </span>
      </span>
    </button>
  )
}
