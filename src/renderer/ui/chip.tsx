import styles from './chip.module.css'
import type { StateToken } from './format/state-tokens.ts'

interface ChipProps {
  readonly token: StateToken
  readonly title?: string
}

/** The token of a state: label, icon and colour together. */
export function Chip({ token: { label, icon: Icon, tone }, title }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone} title={title}>
      <Icon size={13} stroke={2.2} aria-hidden="true" />
      {label}
    </span>
  )
}
