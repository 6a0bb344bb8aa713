import { IconShieldCheck } from '@tabler/icons-react'
import type { KeepGuard } from '../../../shared/rules/keep-one.ts'
import { label } from '../../../shared/text/index.ts'
import styles from './refund-panel.module.css'

/** Above the form of a charge that should stay paid: what that takes. */
export function GuardNote({ guard }: { readonly guard: KeepGuard }) {
  return (
    <p className={styles.warning}>
      <IconShieldCheck size={16} stroke={1.8} aria-hidden="true" />
      {label('problem', guard)}
    </p>
  )
}
