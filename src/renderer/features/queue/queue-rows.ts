import type { IntentView, Money, QueueView } from '../../../shared/model/index.ts'
import { SHOWN_STATES, type ShownState, shownState } from '../../ui/format/state-tokens.ts'

/** What needs a person first, then as it came. */
export const neediestFirst = (waiting: readonly IntentView[]): readonly IntentView[] => [
  ...waiting.filter(({ waitingFor }) => waitingFor === 'person'),
  ...waiting.filter(({ waitingFor }) => waitingFor !== 'person'),
]

/** Every refund on the screen once, in the order it stands there. */
export function rowsOf({ waiting, today }: Pick<QueueView, 'waiting' | 'today'>): readonly IntentView[] {
  const seen = new Set(waiting.map(({ key }) => key))
  return [...neediestFirst(waiting), ...today.filter(({ key }) => !seen.has(key))]
}

/** The key one row further; the ends hold. */
export function stepKey(rows: readonly { readonly key: string }[], from: string | null, step: 1 | -1): string | null {
  const at = rows.findIndex(({ key }) => key === from)
  if (at === -1) return (step === 1 ? rows[0] : rows.at(-1))?.key ?? null
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.key ?? null
}

/** What the central service has taken over today, by currency. */
export function givenBack(today: readonly IntentView[]): readonly Money[] {
  const sums = new Map<string, number>()
  for (const intent of today) {
    const face = shownState(intent)
    if (face !== 'accepted' && face !== 'paid') continue
    sums.set(intent.currency, (sums.get(intent.currency) ?? 0) + intent.amountMinor)
  }
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }))
}

/** How often each face occurs, in the table's order. */
export function countByState(faces: readonly ShownState[]): readonly (readonly [ShownState, number])[] {
  return SHOWN_STATES.map((face) => [face, faces.filter((one) => one === face).length] as const).filter(
    ([, count]) => count > 0,
  )
}
