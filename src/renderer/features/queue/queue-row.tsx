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
  /** Of the refund or of the decision. */
  readonly id: string
  readonly chosen: boolean
  readonly token: StateToken
  readonly travellerName: string
  /** The booking that it is about; null where the copy does not hold it. */
  readonly booking: { readonly bookingReference: string; readonly flightNumber: string } | null
  readonly by: Person
  readonly why: ReactNode
  readonly amount?: ReactNode
  readonly at: number
}

/** One thing of the queue: its state, on what, whose it is unless one's own, why it waits, how much, and when. */
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
