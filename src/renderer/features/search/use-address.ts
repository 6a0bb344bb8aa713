import { useAsk } from '../../bridge/desk.tsx'
import { chargeOfAddress } from '../../facts/address.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'

/** The address of a group that stands in the search box, and where it leads on this desk. */
export function useAddress() {
  const { state } = useDeskState()
  const chargeId = chargeOfAddress(state.searchText)
  const place = useAsk('group.find', { chargeId: chargeId ?? '' }, { enabled: chargeId !== null })
  return { chargeId, place }
}
