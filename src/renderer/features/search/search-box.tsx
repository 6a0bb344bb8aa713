import { IconSearch, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { LONGEST_SEARCH } from '../../../shared/search-length.ts'
import { say } from '../../../shared/text/index.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { BareField } from '../../ui/field/text-field.tsx'
import { KeyCap, shortcut } from '../../ui/keys/key-cap.tsx'
import { kindText } from './clue-text.ts'
import styles from './search-box.module.css'
import { useAddress } from './use-address.ts'
import { personId, useSearch } from './use-search.ts'

/** One box for any clue. Arrows walk through the people found, Enter opens one. */
export function SearchBox({ box }: { readonly box: RefObject<HTMLInputElement | null> }) {
  const { state, go } = useDeskState()
  const search = useSearch()
  const { people, active } = search
  const listed = people.length > 0 && state.view === 'call'
  // Before there is a copy nothing bears out how a word is read.
  const isEarly = useStatus()?.syncedAt === null
  const kinds = new Set(search.asked && !isEarly ? search.data?.clues.map(kindText) : [])

  useEffect(() => box.current?.focus(), [box])

  // Enter came before the answer to the last letters: it opens whom that answer finds, never somebody of the one before.
  const entered = useRef(false)
  const settled = search.asked && !search.isPlaceholderData && !search.isPending
  const chosen = settled ? people[active]?.bookingId : undefined
  useEffect(() => {
    if (!settled || !entered.current) return
    entered.current = false
    if (chosen === undefined) return
    go({ do: 'openCustomer', bookingId: chosen })
    box.current?.blur()
  }, [settled, chosen, go, box])

  // An address opens its group as soon as it is known where that is; Enter opens it again.
  const { chargeId, place } = useAddress()
  const bookingId = place.data?.bookingId
  const openAddress = useCallback(() => {
    if (chargeId === null || bookingId === undefined) return
    go({ do: 'openGroup', bookingId, chargeId })
    box.current?.blur()
  }, [chargeId, bookingId, go, box])
  useEffect(openAddress, [openAddress])

  // Whoever closes the customer is back at the list, with the hand where it was.
  const before = useRef({ view: state.view, bookingId: state.bookingId })
  useEffect(() => {
    const isClosed = before.current.bookingId !== null && state.bookingId === null
    if (isClosed && before.current.view === 'call' && state.view === 'call') box.current?.focus()
    before.current = { view: state.view, bookingId: state.bookingId }
  }, [state.view, state.bookingId, box])

  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed its keys are those of the input method.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = Math.max(0, Math.min(people.length - 1, active + step))
      // Before the answer is there, the second one means the second one of it.
      go({ do: 'pointAtResult', index: next, bookingId: settled ? (people[next]?.bookingId ?? null) : null })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      openAddress()
      entered.current = chosen === undefined && search.asked && !settled
      if (chosen === undefined) return
      go({ do: 'openCustomer', bookingId: chosen })
      box.current?.blur()
    } else if (event.key === 'Escape' && (state.searchText === '' || (state.bookingId && state.view === 'call'))) {
      // Out of an empty box, so that every other key works; or back to the customer, of whom the box was one step ahead.
      event.preventDefault()
      box.current?.blur()
    }
  }

  return (
    <div className={styles.box}>
      <IconSearch size={16} stroke={1.8} aria-hidden="true" className={styles.icon} />
      <BareField
        ref={box}
        className={styles.input}
        role="combobox"
        aria-label={say('search.label')}
        aria-keyshortcuts={shortcut('search')}
        aria-expanded={listed}
        aria-controls={listed ? 'people' : undefined}
        aria-autocomplete="list"
        aria-activedescendant={listed ? personId(active) : undefined}
        placeholder={say('search.placeholder')}
        value={state.searchText}
        maxLength={LONGEST_SEARCH}
        spellCheck={false}
        onText={(text) => {
          entered.current = false
          go({ do: 'type', text })
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles.clues} aria-hidden="true">
        {[...kinds].map((kind) => (
          <span key={kind} className={styles.clue}>
            {kind}
          </span>
        ))}
      </span>
      {state.searchText === '' ? (
        <KeyCap name="search" />
      ) : (
        <button
          type="button"
          className={styles.clear}
          aria-label={say('search.clear')}
          onClick={() => {
            go({ do: 'type', text: '' })
            box.current?.focus()
          }}
        >
          <IconX size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
