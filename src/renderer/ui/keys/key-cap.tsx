import styles from './key-cap.module.css'
import { type KeyName, keyCapText, keyTable } from './key-table.ts'

const isMac = /mac/i.test(navigator.platform)

interface KeyCapProps {
  readonly name: KeyName
  readonly onAccent?: boolean
  /** Screen readers read the cap: in the overview of keys it is the content. */
  readonly spoken?: boolean
}

/**
 * The key of a control, shown inside or beside it. Screen readers learn the key from the control's `aria-keyshortcuts`.
 */
export function KeyCap({ name, onAccent = false, spoken = false }: KeyCapProps) {
  const text = keyCapText(keyTable[name].press[0], isMac)
  if (spoken) return <kbd className={styles.cap}>{text}</kbd>
  // The style sheet draws the text, so that it does not become a part of the control's name.
  return <span className={styles.cap} data-text={text} data-on-accent={onAccent || undefined} aria-hidden="true" />
}

/** The value of `aria-keyshortcuts` for a control, for example `Control+K`. */
export const shortcut = (name: KeyName): string =>
  keyTable[name].press[0]
    .replace('mod', isMac ? 'Meta' : 'Control')
    .replace('enter', 'Enter')
    .replace('escape', 'Escape')
