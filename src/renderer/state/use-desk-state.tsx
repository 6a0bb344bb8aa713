import { createContext, type Dispatch, type ReactNode, useContext, useReducer } from 'react'
import { deskReducer } from './desk-reducer.ts'
import { type DeskAction, type DeskState, startState } from './desk-state.ts'

interface DeskStore {
  readonly state: DeskState
  readonly go: Dispatch<DeskAction>
}

const DeskStateContext = createContext<DeskStore | null>(null)

/** Carries what the person is looking at to every screen. It stands above every error boundary, so that no fault loses the call. */
export function DeskStateProvider({ children }: { readonly children: ReactNode }) {
  const [state, go] = useReducer(deskReducer, startState)
  return <DeskStateContext value={{ state, go }}>{children}</DeskStateContext>
}

/** What the person is looking at, and how to go elsewhere. */
export function useDeskState(): DeskStore {
  const store = useContext(DeskStateContext)
  if (!store) throw new Error('no desk state around this component')
  return store
}
