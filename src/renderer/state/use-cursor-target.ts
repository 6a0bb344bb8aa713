import { type RefObject, useEffect, useRef } from 'react'
import { useDeskState } from './use-desk-state.tsx'

/** The properties of an element that is a cursor target. */
interface CursorTarget<E extends HTMLElement> {
  readonly id: string
  readonly ref: RefObject<E | null>
  readonly tabIndex: 0 | -1
  readonly 'data-cursor': true | undefined
  readonly onFocus: () => void
}

/**
 * Makes an element a cursor target: spread the result over it. The cursor and the keyboard focus go together: the
 * element takes the focus when the cursor comes to it, and the cursor comes to it when it is focused.
 */
export function useCursorTarget<E extends HTMLElement>(target: string): CursorTarget<E> {
  const { state, go } = useDeskState()
  const ref = useRef<E>(null)
  const hasCursor = state.cursor === target
  useEffect(() => {
    const focused = document.activeElement
    // The focus is never taken from a panel or a field, only from inside the middle region (ui/regions.tsx).
    const mayTakeFocus = focused === document.body || focused?.closest('[data-cursor-targets]') !== null
    if (hasCursor && mayTakeFocus && focused !== ref.current) ref.current?.focus()
  }, [hasCursor])
  return {
    id: target,
    ref,
    tabIndex: hasCursor || state.cursor === null ? 0 : -1,
    'data-cursor': hasCursor || undefined,
    onFocus: () => {
      if (!hasCursor) go({ do: 'moveTo', cursor: target })
    },
  }
}
