import { createContext, type Dispatch, useContext } from 'react'
import { type DeskAction, type DeskState, startState } from './desk-state.ts'

interface DeskStore {
  readonly state: DeskState
  readonly go: Dispatch<DeskAction>
}

/** Carries what the person is looking at to every screen. */
export const DeskStateContext = createContext<DeskStore>({ state: startState, go: () => undefined })

/** What the person is looking at, and how to go elsewhere. */
export const useDeskState = (): DeskStore => useContext(DeskStateContext)
