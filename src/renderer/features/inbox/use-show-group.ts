import { type RefObject, useEffect } from 'react'
import { useAsk } from '../../bridge/desk.tsx'
import { groupTarget } from '../../state/cursor-targets.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'

/** Brings the chosen group into sight once its customer is there: it may not be their first. */
export function useShowGroup(middle: RefObject<HTMLElement | null>): void {
  const { state } = useDeskState()
  const { bookingId } = state
  const { groupId } = state.inbox
  const { data: customer } = useAsk('customer.get', { bookingId: bookingId ?? '' }, { enabled: bookingId !== null })
  const isThere = customer !== undefined
  useEffect(() => {
    if (!isThere || groupId === null) return
    middle.current?.scrollTo({ top: 0 })
    const card = document.getElementById(groupTarget(groupId))?.closest('section')
    // Their first group stands under their name; one further down comes up to the eye.
    if (card && card.getBoundingClientRect().top > window.innerHeight / 2) card.scrollIntoView({ block: 'start' })
  }, [isThere, groupId, middle])
}
