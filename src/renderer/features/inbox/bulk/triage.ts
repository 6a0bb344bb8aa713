import type { InboxRow, Money } from '../../../../shared/model/index.ts'

/** As many go in one bulk refund. */
export const BULK_AT_MOST = 200

/** Every group once, without those that were skipped: pages that were read at different times may overlap. */
export function visibleRows(pages: readonly (readonly InboxRow[])[], skipped: readonly string[]): readonly InboxRow[] {
  const seen = new Set(skipped)
  return pages.flat().filter(({ groupId }) => !seen.has(groupId) && seen.add(groupId))
}

/** Where the chosen group stands; when it has left the list, where it stood and `gone`. */
export function placeOf(
  rows: readonly InboxRow[],
  { groupId, at }: { readonly groupId: string | null; readonly at: number },
): { readonly at: number; readonly gone: boolean } {
  const found = rows.findIndex((row) => row.groupId === groupId)
  return found === -1 ? { at, gone: true } : { at: found, gone: false }
}

/** The row one further; the ends hold. After a group that has left, the next is the one that took its place. */
export function stepRow(rows: readonly InboxRow[], place: ReturnType<typeof placeOf>, step: 1 | -1): number {
  const to = place.gone && step === 1 ? place.at : place.at + step
  return Math.max(0, Math.min(rows.length - 1, to))
}

/** Whether a group may go in bulk: its verdict is certain, and nothing is on its way for it. */
export const maySelect = ({ verdict, confidence, atStakeMinor, onItsWay }: InboxRow): boolean =>
  verdict === 'duplicate' && confidence === 'sure' && atStakeMinor > 0 && onItsWay === 0

/** What these groups would give back, by currency, the most groups first. */
export function sumsOf(rows: readonly InboxRow[]): readonly (Money & { readonly groups: number })[] {
  return [...Map.groupBy(rows, ({ currency }) => currency)]
    .map(([currency, those]) => ({
      currency,
      amountMinor: those.reduce((sum, { atStakeMinor }) => sum + atStakeMinor, 0),
      groups: those.length,
    }))
    .sort((a, b) => b.groups - a.groups)
}

/** The gateway that a group's charges went through: `both`, or the one. */
const gatewayOf = ({ gateways }: Pick<InboxRow, 'gateways'>): string =>
  gateways.length > 1 ? 'both' : (gateways[0] ?? '')

/** How many of these groups went through each gateway, the most first. */
export const byGateway = (rows: readonly InboxRow[]): readonly (readonly [gateway: string, groups: number])[] =>
  [...Map.groupBy(rows, gatewayOf)]
    .map(([gateway, those]) => [gateway, those.length] as const)
    .sort((a, b) => b[1] - a[1])

/** What a row says in money: what is at stake. Of a hold nothing is to be given back; what is held is what the caller asks about. */
export const moneyOf = ({ atStakeMinor, amountMinor, currency }: InboxRow): Money => ({
  currency,
  amountMinor: atStakeMinor > 0 ? atStakeMinor : amountMinor,
})
