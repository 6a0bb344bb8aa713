import { createContext, type Dispatch, type ReactNode, useContext, useReducer } from 'react'
import { deskReducer } from './desk-reducer.ts'
import { type DeskAction, type DeskState, startState } from './desk-state.ts'

interface DeskStore {
  readonly state: DeskState
  readonly go: Dispatch<DeskAction>
}

const DeskStateContext = createContext<DeskStore | null>(null)

/**
 * Keeps the state of the desk for every component below. It is outside every error boundary, so that no error loses the
 * call.
 */
export function DeskStateProvider({ children }: { readonly children: ReactNode }) {
  const [state, go] = useReducer(deskReducer, startState)
  return <DeskStateContext value={{ state, go }}>{children}</DeskStateContext>
}

/** The state of the desk, and `go`, which changes it by an action. Throws outside a `DeskStateProvider`. */
export function useDeskState(): DeskStore {
  const store = useContext(DeskStateContext)
  if (!store) throw new Error('no desk state around this component')
  return store
}
