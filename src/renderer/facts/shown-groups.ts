import type { BookingView, GroupView, Verdict } from '../../shared/model/index.ts'
import { chargeOfTarget, foldTarget, groupTarget, lineTarget } from '../state/cursor-targets.ts'

/**
 * A group as the screen shows it. `open`: the whole card, because a person must check the group, or had to when the
 * customer was opened. Every other group is quiet: `folded` to one line, or `unfolded` by the person.
 */
export interface ShownGroup {
  readonly group: GroupView
  readonly display: 'open' | 'folded' | 'unfolded'
}

/** The verdicts that a person must check. */
const OPEN: ReadonlySet<Verdict> = new Set(['duplicate', 'hold', 'unsure'])

const isSameGroup = (a: GroupView, b: GroupView): boolean => a.chargeIds.some((id) => b.chargeIds.includes(id))

/**
 * The current groups in the order of the groups at first, so that nothing jumps while the person works: a group that is
 * resolved meanwhile keeps its place and its whole card. New groups come last.
 *
 * @param now The current groups.
 * @param atFirst The groups when the customer was opened. A group is the same when it shares a charge.
 * @param unfolded Charges of the quiet groups that the person unfolded.
 */
export function showGroups(
  now: readonly GroupView[],
  atFirst: readonly GroupView[],
  unfolded: ReadonlySet<string>,
): readonly ShownGroup[] {
  const first = new Map(now.map((group) => [group, atFirst.findIndex((one) => isSameGroup(one, group))]))
  const place = (group: GroupView): number => {
    const index = first.get(group) ?? -1
    return index === -1 ? atFirst.length : index
  }
  return [...now]
    .sort((a, b) => place(a) - place(b))
    .map((group) => {
      const before = atFirst[first.get(group) ?? -1]
      const isOpen = OPEN.has(group.verdict) || (before !== undefined && OPEN.has(before.verdict))
      const isUnfolded = group.chargeIds.some((id) => unfolded.has(id))
      return { group, display: isOpen ? 'open' : isUnfolded ? 'unfolded' : 'folded' }
    })
}

/** Every cursor target, from top to bottom: the groups first, then the timeline. */
export function cursorTargetsOf(bookings: readonly BookingView[], groups: readonly ShownGroup[]): readonly string[] {
  return [
    ...groups.flatMap(({ group, display }) => [
      ...(display === 'open' ? [] : [foldTarget(group.id)]),
      ...(display === 'folded' ? [] : group.chargeIds.map(groupTarget)),
    ]),
    ...bookings.flatMap(({ charges }) => charges.map(({ id }) => lineTarget(id))),
  ]
}

/** The group that the keys of a group are about: the one with the cursor, else the first that is not folded. */
export function currentGroup(groups: readonly ShownGroup[], cursor: string | null): ShownGroup | null {
  const withCursor = cursor === null ? undefined : groups.find(({ group }) => hasCursor(group, cursor))
  return withCursor ?? groups.find(({ display }) => display !== 'folded') ?? null
}

const hasCursor = ({ id, chargeIds }: GroupView, cursor: string): boolean =>
  cursor === foldTarget(id) || chargeIds.some((chargeId) => cursor === groupTarget(chargeId))

/**
 * The unfolded group that one step back (Esc) folds: the one with the cursor; without a cursor the last on the screen.
 * Null where there is none.
 */
export function groupToFold(groups: readonly ShownGroup[], cursor: string | null): GroupView | null {
  const shown = groups.findLast(
    ({ group, display }) => display === 'unfolded' && (cursor === null || hasCursor(group, cursor)),
  )
  return shown?.group ?? null
}

/**
 * Corrects a cursor on a charge inside a group, as an address sets it: when the charge is in no group, its target is
 * its line of the timeline. Every other cursor is returned unchanged.
 */
export function targetOfAddress(
  bookings: readonly BookingView[],
  groups: readonly ShownGroup[],
  cursor: string | null,
): string | null {
  if (cursor === null || cursor !== groupTarget(chargeOfTarget(cursor))) return cursor
  const id = chargeOfTarget(cursor)
  const isGrouped = groups.some(({ group }) => group.chargeIds.includes(id))
  const isCustomers = bookings.some(({ charges }) => charges.some((charge) => charge.id === id))
  return !isGrouped && isCustomers ? lineTarget(id) : cursor
}

/** The folded group that must unfold, because the cursor is on a charge inside it; null when there is none. */
export function groupToUnfold(groups: readonly ShownGroup[], cursor: string | null): GroupView | null {
  if (cursor === null || cursor !== groupTarget(chargeOfTarget(cursor))) return null
  return groups.find(({ group, display }) => display === 'folded' && hasCursor(group, cursor))?.group ?? null
}
