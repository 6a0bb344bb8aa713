import { useAsk } from '../desk.tsx'
import { useDeskState } from '../shell/use-desk-state.tsx'

/** The answer to what stands in the search box; the last answer stays until the next is there. */
export function useSearch() {
  const { state } = useDeskState()
  const text = state.text.trim()
  const search = useAsk('search', { text }, { enabled: text !== '', keepPrevious: true })
  return { ...search, asked: text !== '' }
}

/** The element id of a result, for `aria-activedescendant`. */
export const personId = (index: number): string => `person-${index}`
