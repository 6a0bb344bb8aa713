import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { KeyCap, shortcut } from './keys/key-cap.tsx'
import type { KeyName } from './keys/key-table.ts'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'className'> {
  readonly children: ReactNode
  readonly look?: 'plain' | 'main' | 'quiet' | 'danger'
  readonly size?: 'm' | 'l'
  /** The key that does the same as a click; the component that shows the button binds it with `useKeys`. */
  readonly keyName?: KeyName
  /** As wide as its container. */
  readonly wide?: boolean
}

/** A button. It shows its key, and tells screen readers about it. */
export function Button({ children, look = 'plain', size = 'm', keyName, wide = false, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      data-look={look}
      data-size={size}
      data-wide={wide || undefined}
      aria-keyshortcuts={keyName ? shortcut(keyName) : undefined}
      {...rest}
    >
      {children}
      {keyName ? <KeyCap name={keyName} onAccent={look === 'main'} /> : null}
    </button>
  )
}
