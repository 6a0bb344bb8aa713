import { useCallback } from 'react'
import { useDeskState } from './use-desk-state.tsx'

/**
 * The words of one step, which outlive its being closed: Esc loses nothing that was typed. Set to nothing once they were sent.
 *
 * @param of Names the step, what it is about included.
 */
export function useNote(of: string): readonly [note: string, setNote: (text: string) => void] {
  const { state, go } = useDeskState()
  const setNote = useCallback((text: string) => go({ do: 'note', of, text }), [go, of])
  return [state.notes[of] ?? '', setNote]
}
