import type { FoundPerson } from '../../../shared/model/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { chargeOfAddress } from '../../facts/address.ts'
import type { DeskState } from '../../state/desk-state.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'

/** The answer to what stands in the search box; the last answer stays until the next is there. */
export function useSearch() {
  const { state } = useDeskState()
  const text = state.searchText.trim()
  // The address of a group leads there by itself and is no clue to a person.
  const asked = text !== '' && chargeOfAddress(text) === null
  const search = useAsk('search', { text }, { enabled: asked, keepPrevious: true, newestOnly: true })
  const people = asked ? (search.data?.people ?? NOBODY) : NOBODY
  return { ...search, asked, people, active: activeIndex(people, state) }
}

const NOBODY: readonly FoundPerson[] = []

/** The place of the active result: it stays on the same person when a change of the copy brings a new answer. */
function activeIndex(people: readonly FoundPerson[], { resultIndex, resultBookingId }: DeskState): number {
  const at = people.findIndex(({ bookingId }) => bookingId === resultBookingId)
  return at >= 0 ? at : Math.max(0, Math.min(resultIndex, people.length - 1))
}

/** The element id of a result, for `aria-activedescendant`. */
export const personId = (index: number): string => `person-${index}`
