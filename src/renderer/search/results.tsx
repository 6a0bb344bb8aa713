import { IconUserQuestion } from '@tabler/icons-react'
import type { FoundPerson } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { failureOf } from '../desk.tsx'
import { chargeOfAddress } from '../group/address.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { useStatus } from '../shell/use-status.ts'
import { Chip } from '../ui/chip.tsx'
import { EmptyFace, FailedFace } from '../ui/face.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Heading } from '../ui/regions.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toCheckToken } from '../ui/state-tokens.ts'
import { VirtualList } from '../ui/virtual-list.tsx'
import { AddressFound } from './address-found.tsx'
import { HowRead } from './how-read.tsx'
import { MarkedName } from './marked-name.tsx'
import styles from './results.module.css'
import { SearchStart } from './search-start.tsx'
import { personId, useSearch } from './use-search.ts'
import { whyFound } from './why-found.ts'

/** The people found, best first, and how the words were read. */
export function Results() {
  const { state } = useDeskState()
  const search = useSearch()
  const status = useStatus()
  if (chargeOfAddress(state.text) !== null) return <AddressFound />
  if (!search.asked) return <SearchStart />
  if (search.error) return <FailedFace failure={failureOf(search.error)} onRetry={() => void search.refetch()} />
  if (!search.data) return <Skeleton rows={5} height={64} />
  const { people, more, tookMs } = search.data
  // Before the first fill nobody can be found, and "nobody found" would be untrue.
  if (people.length === 0 && status?.syncedAt === null) {
    return <EmptyFace icon={IconUserQuestion} title={say('search.early.title')} text={say('search.early.text')} />
  }
  const count = say(more ? 'search.peopleMore' : 'search.people', { count: people.length })
  return (
    <>
      <Heading>
        {count} · {say('search.took', { ms: Math.max(1, Math.round(tookMs)) })}
      </Heading>
      <p className="hidden" role="status">
        {count}
      </p>
      {people.length === 0 ? (
        <EmptyFace icon={IconUserQuestion} title={say('search.none.title')} text={say('search.none.text')} />
      ) : (
        <VirtualList
          id="people"
          kind="listbox"
          name={say('region.look.call')}
          items={people}
          keyOf={({ recordId }) => recordId}
          rowHeight={78}
          shown={state.active}
          render={(person, index) => <Person person={person} index={index} of={people.length} />}
        />
      )}
      {more ? <p className={styles.more}>{say('search.more')}</p> : null}
      <HowRead answer={search.data} />
    </>
  )
}

interface PersonProps {
  readonly person: FoundPerson
  readonly index: number
  readonly of: number
}

function Person({ person, index, of }: PersonProps) {
  const { state, go } = useDeskState()
  return (
    // Focus stays in the search box, whose arrow keys and Enter walk this list (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the combobox
    <div
      id={personId(index)}
      role="option"
      tabIndex={-1}
      aria-selected={state.active === index}
      aria-setsize={of}
      aria-posinset={index + 1}
      className={styles.person}
      data-open={state.recordId === person.recordId || undefined}
      onClick={() => {
        go({ do: 'point', active: index })
        go({ do: 'openCustomer', recordId: person.recordId })
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
        {person.maskedEmail}
        {person.last4s.map((last4) => (
          <code key={last4}> ·· {last4}</code>
        ))}
      </span>
      <span className={styles.matched}>
        <span>{whyFound(person)}</span>
        {state.active === index && state.recordId !== person.recordId ? <KeyCap name="open" /> : null}
      </span>
    </div>
  )
}
