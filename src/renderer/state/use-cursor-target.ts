import { type RefObject, useEffect, useRef } from 'react'
import { useDeskState } from './use-desk-state.tsx'

interface CursorTarget<E extends HTMLElement> {
  readonly id: string
  readonly ref: RefObject<E | null>
  readonly tabIndex: 0 | -1
  readonly 'data-cursor': true | undefined
  readonly onFocus: () => void
}

/** Makes an element a place where the cursor can stand: focus and cursor go together. */
export function useCursorTarget<E extends HTMLElement>(stop: string): CursorTarget<E> {
  const { state, go } = useDeskState()
  const ref = useRef<E>(null)
  const here = state.cursor === stop
  useEffect(() => {
    const held = document.activeElement
    // Never takes the focus away from a panel or a field.
    const free = held === document.body || held?.closest('[data-stops]') !== null
    if (here && free && held !== ref.current) ref.current?.focus()
  }, [here])
  return {
    id: stop,
    ref,
    tabIndex: here || state.cursor === null ? 0 : -1,
    'data-cursor': here || undefined,
    onFocus: () => {
      if (!here) go({ do: 'moveTo', cursor: stop })
    },
  }
}
