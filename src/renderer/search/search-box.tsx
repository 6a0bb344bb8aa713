import { IconSearch, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import { say, word } from '../../preload/text/index.ts'
import { useDeskState } from '../shell/use-desk-state.ts'
import { KeyCap, shortcut } from '../ui/key-cap.tsx'
import styles from './search-box.module.css'
import { personId, useSearch } from './use-search.ts'

/** One box for any clue. Arrows walk through the people found, Enter opens one. */
export function SearchBox({ box }: { readonly box: RefObject<HTMLInputElement | null> }) {
  const { state, go } = useDeskState()
  const search = useSearch()
  const people = search.asked ? (search.data?.people ?? []) : []
  const kinds = new Set(search.asked ? search.data?.clues.map(({ kind }) => kind) : [])

  useEffect(() => box.current?.focus(), [box])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      go({ do: 'point', active: Math.max(0, Math.min(people.length - 1, state.active + step)) })
    } else if (event.key === 'Enter') {
      const person = people[state.active]
      // An answer to other words must not open somebody else.
      if (!person || search.isPlaceholderData) return
      event.preventDefault()
      go({ do: 'openCustomer', recordId: person.recordId })
      box.current?.blur()
    } else if (event.key === 'Escape' && (state.text === '' || (state.recordId && state.view === 'call'))) {
      // Out of an empty box, so that every other key works; or back to the customer, of whom the box was one step ahead.
      event.preventDefault()
      box.current?.blur()
    }
  }

  return (
    <div className={styles.box}>
      <IconSearch size={16} stroke={1.8} aria-hidden="true" className={styles.icon} />
      <input
        ref={box}
        className={styles.input}
        role="combobox"
        aria-label={say('search.label')}
        aria-keyshortcuts={shortcut('search')}
        aria-expanded={people.length > 0}
        aria-controls={people.length > 0 ? 'people' : undefined}
        aria-autocomplete="list"
        aria-activedescendant={people.length > 0 ? personId(state.active) : undefined}
        placeholder={say('search.placeholder')}
        value={state.text}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget }) => go({ do: 'type', text: currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <span className={styles.clues} aria-hidden="true">
        {[...kinds].map((kind) => (
          <span key={kind} className={styles.clue}>
            {word('clue', kind)}
          </span>
        ))}
      </span>
      {state.text === '' ? (
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
