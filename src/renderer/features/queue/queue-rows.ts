import type { IntentView, Money, QueueView } from '../../../shared/model/index.ts'
import { SHOWN_STATES, type ShownState, shownState } from '../../ui/format/state-tokens.ts'

/** Refunds that wait for a person first, the others after them, each in their order. */
export const neediestFirst = (waiting: readonly IntentView[]): readonly IntentView[] => [
  ...waiting.filter(({ waitingFor }) => waitingFor === 'person'),
  ...waiting.filter(({ waitingFor }) => waitingFor !== 'person'),
]

/** Every refund of the lists once, in the order of the screen. */
export function rowsOf({ waiting, today }: Pick<QueueView, 'waiting' | 'today'>): readonly IntentView[] {
  const seen = new Set(waiting.map(({ key }) => key))
  return [...neediestFirst(waiting), ...today.filter(({ key }) => !seen.has(key))]
}

/** The key of the next row (`step` 1) or the previous one (-1); at an end it stays. Null when there is no row. */
export function stepKey(rows: readonly { readonly key: string }[], from: string | null, step: 1 | -1): string | null {
  const at = rows.findIndex(({ key }) => key === from)
  if (at === -1) return (step === 1 ? rows[0] : rows.at(-1))?.key ?? null
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.key ?? null
}

/** The sum of the refunds that the central service accepted today, one amount for each currency. */
export function givenBack(today: readonly IntentView[]): readonly Money[] {
  const sums = new Map<string, number>()
  for (const intent of today) {
    const state = shownState(intent)
    if (state !== 'accepted' && state !== 'paid') continue
    sums.set(intent.currency, (sums.get(intent.currency) ?? 0) + intent.amountMinor)
  }
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }))
}

/** The number of refunds in each shown state, in the order of `SHOWN_STATES`. */
export function countByState(states: readonly ShownState[]): readonly (readonly [ShownState, number])[] {
  return SHOWN_STATES.map((state) => [state, states.filter((one) => one === state).length] as const).filter(
    ([, count]) => count > 0,
  )
}
