import {
  type ChangeEvent,
  type ClipboardEvent,
  type CompositionEvent,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  useRef,
  useState,
} from 'react'
import { type Guarded, guardTyping, hideCardNumbers } from '../../../shared/card-guard/card-number.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What a field is given by those who use it: its text, and what hears of the next. */
export interface GuardedText {
  readonly value: string
  /** Hears of a text that holds no card number and none in the making. */
  readonly onText: (text: string) => void
}

/** What the field has to say of its digits. */
export interface CardNotice {
  /** The last four digits of the number that was replaced and still stands there; null when none. */
  readonly last4: string | null
  /** Digits that nobody has heard of yet, because they may become a card number. */
  readonly isHeld: boolean
}

/**
 * The card number guard of one text field. A card number is replaced in the event that brings it, before anything of the
 * desk hears of the text; digits that may become one stay in the field until they are something else, or the field is
 * left, or Enter says so. What is replaced is gone: undoing cannot bring it back. A field that `asks` with every key loses
 * nothing by leaving it: there half a number waits on for Enter.
 */
export function useCardGuard<E extends Field>({ value, onText }: GuardedText, asks = false) {
  const [held, setHeld] = useState<string | null>(null)
  const [last4, setLast4] = useState<string | null>(null)
  // What the desk says the text is counts for more than what was held back of an earlier one.
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setHeld(null)
  }
  const composing = useRef(false)
  const shown = held ?? value

  const show = (field: E, { text, hidden, held }: Guarded) => {
    if (hidden.length > 0) setLast4(hidden.at(-1) ?? null)
    if (text !== field.value) rewrite(field, text)
    setHeld(held ? text : null)
    if (!held && text !== value) onText(text)
  }
  const settle = (field: E) => show(field, hideCardNumbers(field.value))
  const take = (field: E, isTyped: boolean) => {
    const caret = field.selectionStart ?? field.value.length
    if (!isTyped) {
      const whole = hideCardNumbers(field.value)
      if (whole.hidden.length > 0) return show(field, whole)
    }
    show(field, guardTyping(field.value, caret))
  }

  const guard = {
    value: shown,
    // A browser keeps what stands in other fields, half a number too, to show a page as it was left.
    autoComplete: 'off',
    onChange: (event: ChangeEvent<E>) => {
      const field = event.currentTarget
      // A text that is being composed must not be changed; it is looked at again when it is whole.
      if (composing.current && isSuspect(field.value)) return setHeld(field.value)
      take(field, isTyped(event.nativeEvent))
    },
    onCompositionStart: () => {
      composing.current = true
    },
    onCompositionEnd: (event: CompositionEvent<E>) => {
      composing.current = false
      take(event.currentTarget, true)
    },
    onBlur: (event: FocusEvent<E>) => {
      if (held === null) return
      const whole = hideCardNumbers(event.currentTarget.value)
      if (!asks || whole.hidden.length > 0) show(event.currentTarget, whole)
    },
    // Enter on digits that are held back says that they are none of a card; what it does else, it does next time.
    onKeyDownCapture: (event: KeyboardEvent<E>) => {
      if (held === null || event.key !== 'Enter' || event.nativeEvent.isComposing) return
      const isNewLine = event.currentTarget instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey
      if (isNewLine) return
      event.preventDefault()
      event.stopPropagation()
      settle(event.currentTarget)
    },
    // What is held back goes nowhere else either.
    onCopy: (event: ClipboardEvent<E>) => {
      if (held !== null) event.preventDefault()
    },
    onCut: (event: ClipboardEvent<E>) => {
      if (held !== null) event.preventDefault()
    },
    onDragStart: (event: DragEvent<E>) => {
      if (held !== null) event.preventDefault()
    },
  }
  const stands = last4 !== null && shown.includes('••••')
  const said: CardNotice = { last4: stands ? lastShown(shown) : null, isHeld: held !== null }
  return { guard, said }
}

/** The last four digits that stand there now; a number that was whole too early has taken more in. */
const lastShown = (text: string): string | null => /.*•••• (\d{4})/su.exec(text)?.[1] ?? null

const isSuspect = (text: string): boolean => {
  const { hidden, held } = guardTyping(text, text.length)
  return held || hidden.length > 0
}

/** One character by hand, or one taken away; everything else (paste, drop, fill, undo) brings a text that is whole. */
const isTyped = (event: Event): boolean =>
  event instanceof InputEvent &&
  (event.inputType.startsWith('delete') ||
    (event.inputType.startsWith('insert') && [...(event.data ?? '\n')].length === 1)) &&
  !['insertFromPaste', 'insertFromDrop', 'insertReplacementText'].includes(event.inputType)

/** Writes the text where it stands; the caret keeps its distance from the end. */
function rewrite(field: Field, text: string): void {
  const behind = field.value.length - (field.selectionStart ?? field.value.length)
  field.value = text
  const caret = Math.max(0, text.length - behind)
  field.setSelectionRange(caret, caret)
}
