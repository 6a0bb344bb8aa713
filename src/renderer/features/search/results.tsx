import { IconCheck, IconKeyboard, IconUserQuestion, IconX } from '@tabler/icons-react'
import type { Failure, FoundPerson } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { chargeOfAddress } from '../../facts/address.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyFace, FailedFace, useFailureText } from '../../ui/face.tsx'
import { toCheckToken } from '../../ui/format/state-tokens.ts'
import { KeyCap } from '../../ui/keys/key-cap.tsx'
import { Heading } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { AddressFound } from './address-found.tsx'
import { firstPartialMatch } from './first-partial-match.ts'
import { HowRead, ReadNotes } from './how-read.tsx'
import { MarkedName } from './marked-name.tsx'
import styles from './results.module.css'
import { SearchStart } from './search-start.tsx'
import { personId, useSearch } from './use-search.ts'
import { whyFound } from './why-found.ts'

/** How high a row is, in px, where nothing in it needs a second line; and what each line more adds. */
const ROW_HEIGHT = 78
const LINE_HEIGHT = 18
/** What stands above the first of those who fit a part only, in px. */
const PARTING_HEIGHT = 40
/** Of who has more cards, so many are named. */
const MOST_CARDS = 2

/** The people found, best first, and how the words were read. */
export function Results() {
  const { state } = useDeskState()
  const search = useSearch()
  const status = useStatus()
  if (chargeOfAddress(state.searchText) !== null) return <AddressFound />
  if (!search.asked) return <SearchStart />
  if (search.error) return <FailedFace failure={failureOf(search.error)} onRetry={() => void search.refetch()} />
  const trouble = search.failureReason ? failureOf(search.failureReason) : null
  if (!search.data) {
    return (
      <>
        <Trouble failure={trouble} />
        <Skeleton rows={5} height={64} />
      </>
    )
  }
  const { people, more, tookMs, clues } = search.data
  // Before the first fill nobody can be found, and "nobody found" would be untrue.
  if (people.length === 0 && status?.syncedAt === null) {
    return <EmptyFace icon={IconUserQuestion} title={say('search.early.title')} text={say('search.early.text')} />
  }
  const { above, line } = firstPartialMatch(people)
  const count = say(more ? 'search.peopleMore' : 'search.people', { count: above })
  return (
    <>
      <Trouble failure={trouble} />
      <div className={styles.answer} data-waiting={search.isPlaceholderData || undefined}>
        <Heading>
          {count} · {say('search.took', { ms: Math.max(1, Math.round(tookMs)) })}
        </Heading>
        <p className="hidden" role="status">
          {line === null ? count : `${count}, ${line}`}
        </p>
        <ReadNotes answer={search.data} text={state.searchText} />
        {people.length === 0 ? (
          <Nobody isAsked={clues.length > 0} />
        ) : (
          <VirtualList
            id="people"
            kind="listbox"
            name={say('region.look.call')}
            items={people}
            keyOf={({ bookingId }) => bookingId}
            rowHeight={(person) =>
              ROW_HEIGHT +
              (person.matched.length > 0 && person.unmatched.length > 0 ? LINE_HEIGHT : 0) +
              (line !== null && person === people[above] ? PARTING_HEIGHT : 0)
            }
            shown={search.active}
            about={state.searchText}
            render={(person, index) => (
              <>
                {line !== null && index === above ? (
                  <div className={styles.parting} aria-hidden="true">
                    {line}
                  </div>
                ) : null}
                <Person person={person} index={index} of={people.length} isActive={index === search.active} />
              </>
            )}
          />
        )}
        {more ? <p className={styles.more}>{say('search.more')}</p> : null}
        <HowRead answer={search.data} />
      </div>
    </>
  )
}

/** Why the answer is not there yet; it comes by itself. */
function Trouble({ failure }: { readonly failure: Failure | null }) {
  const text = useFailureText(failure)
  return <div role="status">{failure === null ? null : <p className={styles.note}>{text}</p>}</div>
}

/** Nobody fits; or there is no clue yet to look for. */
function Nobody({ isAsked }: { readonly isAsked: boolean }) {
  return isAsked ? (
    <EmptyFace icon={IconUserQuestion} title={say('search.none.title')} text={say('search.none.text')} />
  ) : (
    <EmptyFace icon={IconKeyboard} title={say('search.short.title')} text={say('search.short.text')} />
  )
}

interface PersonProps {
  readonly person: FoundPerson
  readonly index: number
  readonly of: number
  /** The arrow keys stand on them. */
  readonly isActive: boolean
}

function Person({ person, index, of, isActive }: PersonProps) {
  const { state, go } = useDeskState()
  return (
    // Focus stays in the search box, whose arrow keys and Enter walk this list (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the combobox
    <div
      id={personId(index)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-setsize={of}
      aria-posinset={index + 1}
      className={styles.person}
      data-open={state.bookingId === person.bookingId || undefined}
      onClick={() => {
        go({ do: 'pointAtResult', index: index, bookingId: person.bookingId })
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
          {person.last4s.slice(0, MOST_CARDS).map((last4) => (
            <code key={last4}>·· {last4}</code>
          ))}
          {person.last4s.length > MOST_CARDS ? (
            <span>{say('search.moreCards', { count: person.last4s.length - MOST_CARDS })}</span>
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

/** Why this one is in the list. */
function Why({ person }: { readonly person: FoundPerson }) {
  const { fits, misses } = whyFound(person)
  return (
    <>
      {fits === null ? null : (
        <span className={styles.why} title={fits}>
          <IconCheck size={12} stroke={2.2} role="img" aria-label={say('search.matched')} />
          <span>{fits}</span>
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
