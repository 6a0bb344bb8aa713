import type { InboxRow, Money } from '../../../../shared/model/index.ts'

/** The most groups of one bulk refund (shared/contract.ts, refund.bulk). */
export const BULK_AT_MOST = 200

/**
 * The rows of all pages, each group once and without skipped groups. Pages that were read at different times may
 * overlap.
 */
export function visibleRows(pages: readonly (readonly InboxRow[])[], skipped: readonly string[]): readonly InboxRow[] {
  const seen = new Set(skipped)
  return pages.flat().filter(({ groupId }) => !seen.has(groupId) && seen.add(groupId))
}

/**
 * The place of the chosen group, from 0. When the group has left the list, `gone` is true and `at` is its last place.
 */
export function placeOf(
  rows: readonly InboxRow[],
  { groupId, at }: { readonly groupId: string | null; readonly at: number },
): { readonly at: number; readonly gone: boolean } {
  const found = rows.findIndex((row) => row.groupId === groupId)
  return found === -1 ? { at, gone: true } : { at: found, gone: false }
}

/**
 * The next row (`step` 1) or the previous one (-1); at an end it stays. After a group that has left, the next one has
 * its place.
 */
export function stepRow(rows: readonly InboxRow[], place: ReturnType<typeof placeOf>, step: 1 | -1): number {
  const to = place.gone && step === 1 ? place.at : place.at + step
  return Math.max(0, Math.min(rows.length - 1, to))
}

/** True when a group may be in a bulk refund: a sure duplicate with money at stake, and no refund on its way. */
export const maySelect = ({ verdict, confidence, atStakeMinor, onItsWay }: InboxRow): boolean =>
  verdict === 'duplicate' && confidence === 'sure' && atStakeMinor > 0 && onItsWay === 0

/** The amounts at stake of these groups, one for each currency; the currency with the most groups first. */
export function sumsOf(rows: readonly InboxRow[]): readonly (Money & { readonly groups: number })[] {
  return [...Map.groupBy(rows, ({ currency }) => currency)]
    .map(([currency, those]) => ({
      currency,
      amountMinor: those.reduce((sum, { atStakeMinor }) => sum + atStakeMinor, 0),
      groups: those.length,
    }))
    .sort((a, b) => b.groups - a.groups)
}

/** The gateway of a group's charges; `both` when they have different ones. */
const gatewayOf = ({ gateways }: Pick<InboxRow, 'gateways'>): string =>
  gateways.length > 1 ? 'both' : (gateways[0] ?? '')

/** The number of these groups for each gateway, the largest first. */
export const byGateway = (rows: readonly InboxRow[]): readonly (readonly [gateway: string, groups: number])[] =>
  [...Map.groupBy(rows, gatewayOf)]
    .map(([gateway, those]) => [gateway, those.length] as const)
    .sort((a, b) => b[1] - a[1])

/** The amount that a row shows: what is at stake; for a hold, where nothing is at stake, the amount that is held. */
export const moneyOf = ({ atStakeMinor, amountMinor, currency }: InboxRow): Money => ({
  currency,
  amountMinor: atStakeMinor > 0 ? atStakeMinor : amountMinor,
})
