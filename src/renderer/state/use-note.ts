import { useCallback } from 'react'
import { useDeskState } from './use-desk-state.tsx'

/**
 * The note of one step. It outlives the step, so that Esc loses nothing that was typed. Set it to the empty string
 * after it was sent.
 *
 * @param noteKey Names the step and what it is about, for example `close:<refund key>`.
 */
export function useNote(noteKey: string): readonly [note: string, setNote: (text: string) => void] {
  const { state, go } = useDeskState()
  const setNote = useCallback((text: string) => go({ do: 'note', noteKey, text }), [go, noteKey])
  return [state.notes[noteKey] ?? '', setNote]
}
