import type { Money } from '../../shared/model/index.ts'
import { moneyText } from './format/money-text.ts'
import styles from './money.module.css'

interface AmountProps extends Money {
  readonly strong?: boolean
  /** Shows a minus sign before the amount. */
  readonly minus?: boolean
}

/** An amount of money, in tabular digits and never broken over two lines. */
export function Amount({ strong = false, minus = false, amountMinor, currency }: AmountProps) {
  return (
    <span className={styles.amount} data-strong={strong || undefined}>
      {minus ? '− ' : ''}
      {moneyText({ amountMinor, currency })}
    </span>
  )
}
