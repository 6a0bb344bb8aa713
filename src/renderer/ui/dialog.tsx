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

/** A question over the desk: keeps the focus inside and gives it back. Esc is the desk's own key (one step back). */
export function Dialog({ title, opened, onClose, size = 460, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnEscape={false}
      withCloseButton={false}
      radius={12}
      transitionProps={{ duration: 0 }}
      overlayProps={{ className: styles.overlay ?? '' }}
      classNames={{
        content: styles.content ?? '',
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
      }}
    >
      {children}
    </Modal>
  )
}
