import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { type KeyName, keyEntry, pressOf } from './key-table.ts'

/** How near a layer is to the person: what lies above is asked first. */
export type KeyLevel = 'desk' | 'region' | 'panel' | 'dialog'

const LEVELS: readonly KeyLevel[] = ['desk', 'region', 'panel', 'dialog']

/** What keys do in one layer; a handler that answers false lets the next layer have the key. */
export type KeyHandlers = Readonly<Partial<Record<KeyName, (event: KeyboardEvent) => unknown>>>

interface Layer {
  readonly level: KeyLevel
  handlers: KeyHandlers
}

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

function nearestFirst(layers: Layers): Layer[] {
  const sorted = [...layers].reverse().sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))
  // Nothing below an open dialog hears a key.
  return sorted[0]?.level === 'dialog' ? sorted.filter(({ level }) => level === 'dialog') : sorted
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
      const sequence = started && event.timeStamp - started.at < SEQUENCE_MS ? `${started.press} ${press}` : press
      first.current = press === 'g' && !typing ? { press, at: event.timeStamp } : null
      for (const { handlers } of nearestFirst(layers)) {
        for (const [name, handle] of Object.entries(handlers) as [KeyName, KeyHandlers[KeyName]][]) {
          const entry = keyEntry(name)
          if (typing && !entry.inFields) continue
          if (!entry.press.includes(sequence) && !entry.press.includes(press)) continue
          if (handle?.(event) === false) continue
          event.preventDefault()
          return
        }
      }
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [layers])
  return <KeysContext value={layers}>{children}</KeysContext>
}

/** Binds keys while the component is shown and `active`. */
export function useKeys(level: KeyLevel, handlers: KeyHandlers, active = true): void {
  const layers = useContext(KeysContext)
  const layer = useRef<Layer>({ level, handlers })
  useEffect(() => {
    layer.current.handlers = handlers
  })
  useEffect(() => {
    if (!layers || !active) return
    const mine = layer.current
    layers.add(mine)
    return () => {
      layers.delete(mine)
    }
  }, [layers, active])
}
