import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly size?: number
  readonly children: ReactNode
}

/**
 * A dialog over the desk. It keeps the focus inside and gives it back when it closes. It does not close by Esc itself:
 * the component that opens it binds `back` on the level `dialog` (ui/keys).
 */
export function Dialog({ title, opened, onClose, size = 460, children }: DialogProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      centered
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: styles.content ?? '' }}
    >
      <Modal.Overlay className={styles.overlay ?? ''} />
      <Modal.Content radius={12}>
        <Modal.Body className={styles.body ?? ''}>
          <Modal.Title className={styles.title ?? ''}>{title}</Modal.Title>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
