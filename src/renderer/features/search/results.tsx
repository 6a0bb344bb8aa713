import { IconKeyboard, IconLink, IconLinkOff, IconUserQuestion } from '@tabler/icons-react'
import type { Failure } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { chargeOfAddress } from '../../facts/address.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { EmptyFace, FailedFace, useFailureText } from '../../ui/face.tsx'
import { Heading } from '../../ui/regions.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { FoundPersonRow, rowHeight } from './found-person.tsx'
import { HowRead, ReadNotes } from './how-read.tsx'
import { firstPartialMatch } from './matches.ts'
import styles from './results.module.css'
import { SearchStart } from './search-start.tsx'
import { useAddress, useSearch } from './use-search.ts'

/** The height of the line above the first partial match, in px. */
const PARTIAL_LINE_HEIGHT = 40

/** The left region of a call: the people found, best first, and how the search read each word. */
export function Results() {
  const { state } = useDeskState()
  const search = useSearch()
  const status = useStatus()
  if (chargeOfAddress(state.searchText) !== null) return <AddressFound />
  if (!search.asked) return <SearchStart />
  if (search.error) return <FailedFace failure={failureOf(search.error)} onRetry={() => void search.refetch()} />
  const delay = search.failureReason ? failureOf(search.failureReason) : null
  if (!search.data) {
    return (
      <>
        <DelayNote failure={delay} />
        <Skeleton rows={5} height={64} />
      </>
    )
  }
  const { people, more, tookMs, clues } = search.data
  // Before the first fill the copy is empty, so "nobody found" would be untrue.
  if (people.length === 0 && status?.syncedAt === null) {
    return <EmptyFace icon={IconUserQuestion} title={say('search.early.title')} text={say('search.early.text')} />
  }
  const { above, line } = firstPartialMatch(people)
  const count = say(more ? 'search.peopleMore' : 'search.people', { count: above })
  return (
    <>
      <DelayNote failure={delay} />
      <div className={styles.answer} data-waiting={search.isPlaceholderData || undefined}>
        <Heading>
          {count} · {say('search.took', { ms: Math.max(1, Math.round(tookMs)) })}
        </Heading>
        <p className="hidden" role="status">
          {line === null ? count : `${count}, ${line}`}
        </p>
        <ReadNotes answer={search.data} text={state.searchText} />
        {people.length === 0 ? (
          <NobodyFace hasClues={clues.length > 0} />
        ) : (
          <VirtualList
            id="people"
            kind="listbox"
            name={say('region.look.call')}
            items={people}
            keyOf={({ bookingId }) => bookingId}
            rowHeight={(person) =>
              rowHeight(person) + (line !== null && person === people[above] ? PARTIAL_LINE_HEIGHT : 0)
            }
            shown={search.active}
            about={state.searchText}
            render={(person, index) => (
              <>
                {line !== null && index === above ? (
                  <div className={styles.partialLine} aria-hidden="true">
                    {line}
                  </div>
                ) : null}
                <FoundPersonRow
                  person={person}
                  index={index}
                  count={people.length}
                  isActive={index === search.active}
                />
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

/** Why the answer is late, while the question is asked again by itself. */
function DelayNote({ failure }: { readonly failure: Failure | null }) {
  const text = useFailureText(failure)
  return <div role="status">{failure === null ? null : <p className={styles.note}>{text}</p>}</div>
}

/** The face of an empty list: nobody matches, or the text has no clue yet. */
function NobodyFace({ hasClues }: { readonly hasClues: boolean }) {
  return hasClues ? (
    <EmptyFace icon={IconUserQuestion} title={say('search.none.title')} text={say('search.none.text')} />
  ) : (
    <EmptyFace icon={IconKeyboard} title={say('search.short.title')} text={say('search.short.text')} />
  )
}

/** What came of the address in the search box: it opened its group, or the copy of this desk does not hold it. */
function AddressFound() {
  const { place } = useAddress()
  if (place.data) {
    return <EmptyFace icon={IconLink} title={say('address.opened.title')} text={say('address.opened.text')} />
  }
  if (!place.error) return <Skeleton rows={2} height={64} />
  const failure = failureOf(place.error)
  return failure.kind === 'not_found' ? (
    <div role="status">
      <EmptyFace icon={IconLinkOff} title={say('address.unknown.title')} text={say('address.unknown.text')} />
    </div>
  ) : (
    <FailedFace failure={failure} onRetry={() => void place.refetch()} />
  )
}
