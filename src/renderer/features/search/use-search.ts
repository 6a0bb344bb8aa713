import type { FoundPerson } from '../../../shared/model/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { chargeOfAddress } from '../../facts/address.ts'
import type { DeskState } from '../../state/desk-state.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'

/**
 * The search for the text in the search box. The last answer stays until the next one arrives. `asked` is false for an
 * empty text and for an address; `active` is the place of the active result, from 0.
 */
export function useSearch() {
  const { state } = useDeskState()
  const text = state.searchText.trim()
  // The address of a group is no clue to a person; `useAddress` opens it.
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

/** The address of a group in the search box, and the place of that group in this desk's copy. */
export function useAddress() {
  const { state } = useDeskState()
  const chargeId = chargeOfAddress(state.searchText)
  const place = useAsk('group.find', { chargeId: chargeId ?? '' }, { enabled: chargeId !== null })
  return { chargeId, place }
}

/** The element id of a result, for `aria-activedescendant`. */
export const personId = (index: number): string => `person-${index}`
