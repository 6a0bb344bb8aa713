import { type KeyName, keyEntry } from './key-table.ts'

/** The level of a layer. A key is offered to the dialog first, then to panels, regions and the desk. */
export type KeyLevel = 'desk' | 'region' | 'panel' | 'dialog'

const LEVELS: readonly KeyLevel[] = ['desk', 'region', 'panel', 'dialog']

/** What each key does in one layer. A handler that returns false did not use the key, so the next layer gets it. */
export type KeyHandlers = Readonly<Partial<Record<KeyName, (event: KeyboardEvent) => unknown>>>

/** The keys that one component binds while it is shown. */
export interface Layer {
  readonly level: KeyLevel
  handlers: KeyHandlers
}

/** The layers in the order in which they get a key: by level, and on one level the layer that was bound last. */
function nearestFirst(layers: Iterable<Layer>): readonly Layer[] {
  const sorted = [...layers].reverse().sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))
  // While a dialog is open, no other layer gets a key.
  return sorted[0]?.level === 'dialog' ? sorted.filter(({ level }) => level === 'dialog') : sorted
}

/** One key press. */
export interface Pressed {
  /**
   * How the press can be read, in this order: `g c` before `c`, so that the second key of a pair does not count alone.
   */
  readonly presses: readonly string[]
  /** True while the person types in a field: then only keys with `inFields` work. */
  readonly typing: boolean
  readonly event: KeyboardEvent
}

/** Offers a key press to the layers, the nearest first. Returns true when one used it. */
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
