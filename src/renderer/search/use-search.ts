import { useAsk } from '../desk.tsx'
import { chargeOfAddress } from '../group/address.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'

/** The answer to what stands in the search box; the last answer stays until the next is there. */
export function useSearch() {
  const { state } = useDeskState()
  const text = state.text.trim()
  // The address of a group leads there by itself and is no clue to a person.
  const asked = text !== '' && chargeOfAddress(text) === null
  const search = useAsk('search', { text }, { enabled: asked, keepPrevious: true, newestOnly: true })
  return { ...search, asked }
}

/** The element id of a result, for `aria-activedescendant`. */
export const personId = (index: number): string => `person-${index}`
