import { IconCheck, IconX } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Clue, FoundPerson } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Chip } from '../../ui/chip.tsx'
import { toCheckToken } from '../../ui/format/state-tokens.ts'
import { KeyCap } from '../../ui/keys/key-cap.tsx'
import { markedLength, whyFound } from './matches.ts'
import styles from './results.module.css'
import { personId } from './use-search.ts'

/** The height of a row with one line of why the person was found, and of one line more, in px. */
const ROW_HEIGHT = 78
const LINE_HEIGHT = 18
/** The number of cards that a row shows. */
const SHOWN_CARDS = 2

/** The height of a person's row, in px. */
export const rowHeight = ({ matched, unmatched }: FoundPerson): number =>
  ROW_HEIGHT + (matched.length > 0 && unmatched.length > 0 ? LINE_HEIGHT : 0)

interface FoundPersonProps {
  readonly person: FoundPerson
  /** The place in the results, from 0. */
  readonly index: number
  readonly count: number
  /** True for the result that the arrow keys point at. */
  readonly isActive: boolean
}

/**
 * One person among the results, as an option of the search box: name, cards, groups to check, and why they were found.
 */
export function FoundPersonRow({ person, index, count, isActive }: FoundPersonProps) {
  const { state, go } = useDeskState()
  return (
    // The focus stays in the search box: its arrow keys and Enter choose a result (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the combobox
    <div
      id={personId(index)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={styles.person}
      data-open={state.bookingId === person.bookingId || undefined}
      onClick={() => {
        go({ do: 'pointAtResult', index, bookingId: person.bookingId })
        go({ do: 'openCustomer', bookingId: person.bookingId })
      }}
    >
      <span className={styles.name}>
        <MarkedName name={person.name} matched={person.matched} />
      </span>
      {person.groups > 0 ? (
        <Chip token={toCheckToken(person.groups)} />
      ) : (
        <span className={styles.soft}>{say('search.bookings', { count: person.bookings })}</span>
      )}
      <span className={styles.contact}>
        <span className={styles.email}>{person.maskedEmail}</span>
        <span className={styles.cards}>
          {person.last4s.slice(0, SHOWN_CARDS).map((last4) => (
            <code key={last4}>·· {last4}</code>
          ))}
          {person.last4s.length > SHOWN_CARDS ? (
            <span>{say('search.moreCards', { count: person.last4s.length - SHOWN_CARDS })}</span>
          ) : null}
        </span>
        <span className={styles.open}>
          {isActive && state.bookingId !== person.bookingId ? <KeyCap name="open" /> : null}
        </span>
      </span>
      <Why person={person} />
    </div>
  )
}

/** Why this person was found. */
function Why({ person }: { readonly person: FoundPerson }) {
  const { matches, misses } = whyFound(person)
  return (
    <>
      {matches === null ? null : (
        <span className={styles.why} title={matches}>
          <IconCheck size={12} stroke={2.2} role="img" aria-label={say('search.matched')} />
          <span>{matches}</span>
        </span>
      )}
      {misses === null ? null : (
        <span className={styles.why} title={misses}>
          <IconX size={12} stroke={2.2} aria-hidden="true" />
          <span>{say('search.missed', { clues: misses })}</span>
        </span>
      )}
    </>
  )
}

interface MarkedNameProps {
  readonly name: string
  readonly matched: readonly Clue[]
}

/** A name, with its letters that match marked. */
function MarkedName({ name, matched }: MarkedNameProps) {
  return name.split(' ').map((part, index) => {
    const length = markedLength(part, matched)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part of a name has no identity but its place
      <Fragment key={index}>
        {index > 0 ? ' ' : ''}
        {length > 0 ? <mark className={styles.mark}>{part.slice(0, length)}</mark> : null}
        {part.slice(length)}
      </Fragment>
    )
  })
}
