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

/** The text of a field, and the function that receives the next text. */
export interface GuardedText {
  readonly value: string
  /** Receives each text that holds no card number and no digits that may become one. */
  readonly onText: (text: string) => void
}

/** What the guard did with the digits of a field. */
export interface CardNotice {
  /** The last four digits of the card number that the guard replaced, while `•••• 1234` is in the field; else null. */
  readonly last4: string | null
  /** True while the guard holds back digits that may become a card number: `onText` has not received them. */
  readonly isHeld: boolean
}

/**
 * The card number guard of one text field. It replaces a card number in the event that brings it, before any other part
 * of the desk receives the text; undo cannot bring the number back. It holds back digits that may become a card number,
 * in the field only, until the text shows that they are none, the field loses the focus, or the person presses Enter.
 *
 * @param asksWhileTyping True for a field whose text is used at once, such as a search: half a card number stays held
 *   back after the field loses the focus, until Enter.
 */
export function useCardGuard<E extends Field>({ value, onText }: GuardedText, asksWhileTyping = false) {
  const [held, setHeld] = useState<string | null>(null)
  const [last4, setLast4] = useState<string | null>(null)
  // A new `value` from outside replaces a text that was held back.
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setHeld(null)
  }
  const composing = useRef(false)
  const shown = held ?? value

  /** Writes a checked text into the field, and passes it on unless it is held back. */
  const show = (field: E, { text, hidden, held }: Guarded) => {
    if (hidden.length > 0) setLast4(hidden.at(-1) ?? null)
    if (text !== field.value) rewrite(field, text)
    setHeld(held ? text : null)
    if (!held && text !== value) onText(text)
  }
  /** Passes on the held digits as they are, except a whole card number. */
  const settle = (field: E) => show(field, hideCardNumbers(field.value))
  const check = (field: E, isTyped: boolean) => {
    const caret = field.selectionStart ?? field.value.length
    if (!isTyped) {
      const whole = hideCardNumbers(field.value)
      if (whole.hidden.length > 0) return show(field, whole)
    }
    show(field, guardTyping(field.value, caret))
  }

  const guard = {
    value: shown,
    // Without this a browser stores the text of a field, half a card number too, to restore the page.
    autoComplete: 'off',
    onChange: (event: ChangeEvent<E>) => {
      const field = event.currentTarget
      // An input method is composing the text, so it must not change; onCompositionEnd checks it again.
      if (composing.current && isSuspect(field.value)) return setHeld(field.value)
      check(field, isTyped(event.nativeEvent))
    },
    onCompositionStart: () => {
      composing.current = true
    },
    onCompositionEnd: (event: CompositionEvent<E>) => {
      composing.current = false
      check(event.currentTarget, true)
    },
    onBlur: (event: FocusEvent<E>) => {
      if (held === null) return
      const whole = hideCardNumbers(event.currentTarget.value)
      if (!asksWhileTyping || whole.hidden.length > 0) show(event.currentTarget, whole)
    },
    // Enter says that the held digits are no card number. This Enter does nothing else; the next one does what Enter
    // does.
    onKeyDownCapture: (event: KeyboardEvent<E>) => {
      if (held === null || event.key !== 'Enter' || event.nativeEvent.isComposing) return
      const isNewLine = event.currentTarget instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey
      if (isNewLine) return
      event.preventDefault()
      event.stopPropagation()
      settle(event.currentTarget)
    },
    // Held digits leave the field in no other way either.
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
  const isReplaced = last4 !== null && shown.includes('••••')
  const notice: CardNotice = { last4: isReplaced ? lastShown(shown) : null, isHeld: held !== null }
  return { guard, notice }
}

/**
 * The last four digits that the text shows now. They can differ from the replaced ones: typing may have added more
 * digits.
 */
const lastShown = (text: string): string | null => /.*•••• (\d{4})/su.exec(text)?.[1] ?? null

const isSuspect = (text: string): boolean => {
  const { hidden, held } = guardTyping(text, text.length)
  return held || hidden.length > 0
}

/** True when the person typed or deleted one character. Paste, drop, autofill and undo bring a whole text. */
const isTyped = (event: Event): boolean =>
  event instanceof InputEvent &&
  (event.inputType.startsWith('delete') ||
    (event.inputType.startsWith('insert') && [...(event.data ?? '\n')].length === 1)) &&
  !['insertFromPaste', 'insertFromDrop', 'insertReplacementText'].includes(event.inputType)

/** Replaces the text of the field; the caret keeps its distance from the end. */
function rewrite(field: Field, text: string): void {
  const behind = field.value.length - (field.selectionStart ?? field.value.length)
  field.value = text
  const caret = Math.max(0, text.length - behind)
  field.setSelectionRange(caret, caret)
}
