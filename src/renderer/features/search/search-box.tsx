import { IconSearch, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { LONGEST_SEARCH } from '../../../shared/model/search.ts'
import { say } from '../../../shared/text/index.ts'
import { useStatus } from '../../bridge/use-status.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { BareField } from '../../ui/field/text-field.tsx'
import { KeyCap, shortcut } from '../../ui/keys/key-cap.tsx'
import { kindText } from './clue-text.ts'
import styles from './search-box.module.css'
import { personId, useAddress, useSearch } from './use-search.ts'

/**
 * The search box: one field for every kind of clue, and for the address of a group. Arrow keys choose a result, Enter
 * opens it.
 */
export function SearchBox({ box }: { readonly box: RefObject<HTMLInputElement | null> }) {
  const { state, go } = useDeskState()
  const search = useSearch()
  const { people, active } = search
  const listed = people.length > 0 && state.view === 'call'
  // Before the first copy the engine cannot tell how to read a word, so no kinds are shown.
  const isEarly = useStatus()?.syncedAt === null
  const kinds = new Set(search.asked && !isEarly ? search.data?.clues.map(kindText) : [])

  useEffect(() => box.current?.focus(), [box])

  // Enter may come before the answer to the last letters. Then it opens the result of that answer, never one of the
  // answer before.
  const isEnterPending = useRef(false)
  const settled = search.asked && !search.isPlaceholderData && !search.isPending
  const chosen = settled ? people[active]?.bookingId : undefined
  useEffect(() => {
    if (!settled || !isEnterPending.current) return
    isEnterPending.current = false
    if (chosen === undefined) return
    go({ do: 'openCustomer', bookingId: chosen })
    box.current?.blur()
  }, [settled, chosen, go, box])

  // An address opens its group when the engine has found it. Enter opens it again.
  const { chargeId, place } = useAddress()
  const bookingId = place.data?.bookingId
  const openAddress = useCallback(() => {
    if (chargeId === null || bookingId === undefined) return
    go({ do: 'openGroup', bookingId, chargeId })
    box.current?.blur()
  }, [chargeId, bookingId, go, box])
  useEffect(openAddress, [openAddress])

  // When the person closes the customer of the call, the focus returns to the search box.
  const before = useRef({ view: state.view, bookingId: state.bookingId })
  useEffect(() => {
    const isClosed = before.current.bookingId !== null && state.bookingId === null
    if (isClosed && before.current.view === 'call' && state.view === 'call') box.current?.focus()
    before.current = { view: state.view, bookingId: state.bookingId }
  }, [state.view, state.bookingId, box])

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, the keys belong to it.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = Math.max(0, Math.min(people.length - 1, active + step))
      // Before the answer arrives, only the place counts: the second result is the second one of the next answer.
      go({ do: 'pointAtResult', index: next, bookingId: settled ? (people[next]?.bookingId ?? null) : null })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      openAddress()
      isEnterPending.current = chosen === undefined && search.asked && !settled
      if (chosen === undefined) return
      go({ do: 'openCustomer', bookingId: chosen })
      box.current?.blur()
    } else if (event.key === 'Escape' && (state.searchText === '' || (state.bookingId && state.view === 'call'))) {
      // Esc leaves an empty box, so that every other key works. With a customer open, it leads back to the customer.
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
          isEnterPending.current = false
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
