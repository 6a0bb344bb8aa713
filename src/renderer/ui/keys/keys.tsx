import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type KeyHandlers, type KeyLevel, type Layer, offerKey } from './key-layers.ts'
import { pressOf } from './key-table.ts'

type Layers = Set<Layer>

const KeysContext = createContext<Layers | null>(null)

/** The longest time between the two presses of a pair such as `g c`, in ms. */
const SEQUENCE_MS = 1_200

/** True when the target of a key is a field in which the person types. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA') return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)
}

/** Listens to the keys of the whole desk. Components below bind their keys with `useKeys`. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const layers = useMemo<Layers>(() => new Set(), [])
  const first = useRef<{ press: string; at: number } | null>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const press = pressOf(event)
      const typing = isTyping(event.target)
      const before = first.current
      const pair = before && event.timeStamp - before.at < SEQUENCE_MS ? [`${before.press} ${press}`] : []
      first.current = press === 'g' && !typing ? { press, at: event.timeStamp } : null
      if (offerKey(layers, { presses: [...pair, press], typing, event })) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [layers])
  return <KeysContext value={layers}>{children}</KeysContext>
}

/**
 * Binds keys while the component is shown and `active` is true. It binds them before the frame that shows the component,
 * so that no press on it is lost.
 *
 * @param level Which components get a key before this one (key-layers.ts): a dialog before panels, regions and the
 *   desk.
 * @param handlers What each key does. A handler that returns false passes the key on.
 */
export function useKeys(level: KeyLevel, handlers: KeyHandlers, active = true): void {
  const layers = useContext(KeysContext)
  const layer = useRef<Layer>({ level, handlers })
  useLayoutEffect(() => {
    layer.current.handlers = handlers
  })
  useLayoutEffect(() => {
    if (!layers || !active) return
    const bound = layer.current
    layers.add(bound)
    return () => {
      layers.delete(bound)
    }
  }, [layers, active])
}
