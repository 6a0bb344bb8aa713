import { type KeyName, keyEntry } from './key-table.ts'

/** How near a layer is to the person: what lies above is asked first. */
export type KeyLevel = 'desk' | 'region' | 'panel' | 'dialog'

const LEVELS: readonly KeyLevel[] = ['desk', 'region', 'panel', 'dialog']

/** What keys do in one layer; a handler that answers false lets the next layer have the key. */
export type KeyHandlers = Readonly<Partial<Record<KeyName, (event: KeyboardEvent) => unknown>>>

/** What one component binds while it is shown. */
export interface Layer {
  readonly level: KeyLevel
  handlers: KeyHandlers
}

function nearestFirst(layers: Iterable<Layer>): readonly Layer[] {
  const sorted = [...layers].reverse().sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))
  // Nothing below an open dialog hears a key.
  return sorted[0]?.level === 'dialog' ? sorted.filter(({ level }) => level === 'dialog') : sorted
}

/** What was pressed: `g c` before `c`, so that the second of two presses is never taken for one alone. */
export interface Pressed {
  readonly presses: readonly string[]
  /** Somebody types in a field, which most keys leave alone. */
  readonly typing: boolean
  readonly event: KeyboardEvent
}

/** Offers a press to the layers, nearest first. True when one took it. */
export function offerKey(layers: Iterable<Layer>, { presses, typing, event }: Pressed): boolean {
  const nearest = nearestFirst(layers)
  return presses.some((press) =>
    nearest.some(({ handlers }) =>
      (Object.keys(handlers) as KeyName[]).some((name) => {
        const entry = keyEntry(name)
        if ((typing && !entry.inFields) || !entry.press.includes(press)) return false
        return handlers[name]?.(event) !== false
      }),
    ),
  )
}
