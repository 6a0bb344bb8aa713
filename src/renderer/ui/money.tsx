import type { Money } from '../../preload/model.ts'
import styles from './money.module.css'
import { moneyText } from './money-text.ts'

interface AmountProps extends Money {
  readonly strong?: boolean
  /** Shown as taken away. */
  readonly minus?: boolean
}

/** An amount of money: tabular, never broken over two lines. */
export function Amount({ strong = false, minus = false, amountMinor, currency }: AmountProps) {
  return (
    <span className={styles.amount} data-strong={strong || undefined}>
      {minus ? '− ' : ''}
      {moneyText({ amountMinor, currency })}
    </span>
  )
}
