import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type KeyHandlers, type KeyLevel, type Layer, offerKey } from './key-layers.ts'
import { pressOf } from './key-table.ts'

type Layers = Set<Layer>

const KeysContext = createContext<Layers | null>(null)

/** How long the first of two presses waits for the second, in ms. */
const SEQUENCE_MS = 1_200

/** True while a key belongs to the text that somebody is typing. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA') return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)
}

/** One listener for the whole desk; layers below register what their keys do. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const layers = useMemo<Layers>(() => new Set(), [])
  const first = useRef<{ press: string; at: number } | null>(null)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const press = pressOf(event)
      const typing = isTyping(event.target)
      const started = first.current
      const second = started && event.timeStamp - started.at < SEQUENCE_MS ? [`${started.press} ${press}`] : []
      first.current = press === 'g' && !typing ? { press, at: event.timeStamp } : null
      if (offerKey(layers, { presses: [...second, press], typing, event })) event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [layers])
  return <KeysContext value={layers}>{children}</KeysContext>
}

/** Binds keys while the component is shown and `active`: before the frame that shows it, so that no press on it is lost. */
export function useKeys(level: KeyLevel, handlers: KeyHandlers, active = true): void {
  const layers = useContext(KeysContext)
  const layer = useRef<Layer>({ level, handlers })
  useLayoutEffect(() => {
    layer.current.handlers = handlers
  })
  useLayoutEffect(() => {
    if (!layers || !active) return
    const mine = layer.current
    layers.add(mine)
    return () => {
      layers.delete(mine)
    }
  }, [layers, active])
}
