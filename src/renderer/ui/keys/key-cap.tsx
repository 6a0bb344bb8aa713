import styles from './key-cap.module.css'
import { type KeyName, keyCapText, keyTable } from './key-table.ts'

const mac = /mac/i.test(navigator.platform)

interface KeyCapProps {
  readonly name: KeyName
  readonly onAccent?: boolean
  /** Read out as well: in the overview the cap is the content. */
  readonly spoken?: boolean
}

/** The key of a control, shown in place. Screen readers hear it through `aria-keyshortcuts` of the control instead. */
export function KeyCap({ name, onAccent = false, spoken = false }: KeyCapProps) {
  const face = keyCapText(keyTable[name].press[0], mac)
  if (spoken) return <kbd className={styles.cap}>{face}</kbd>
  // The face is drawn by the style sheet, so that it is no part of the control's name.
  return <span className={styles.cap} data-face={face} data-on-accent={onAccent || undefined} aria-hidden="true" />
}

/** The value of `aria-keyshortcuts` for a control. */
export const shortcut = (name: KeyName): string =>
  keyTable[name].press[0]
    .replace('mod', mac ? 'Meta' : 'Control')
    .replace('enter', 'Enter')
    .replace('escape', 'Escape')
