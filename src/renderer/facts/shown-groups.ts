import type { BookingView, GroupView, Verdict } from '../../shared/model/index.ts'
import { chargeOfTarget, foldTarget, groupTarget, lineTarget } from '../state/cursor-targets.ts'

/**
 * A group as the call shows it. `open`: large, as it wants a look or did when the call began. The quiet ones are `folded` to
 * one line, or `unfolded` by hand.
 */
export interface ShownGroup {
  readonly group: GroupView
  readonly face: 'open' | 'folded' | 'unfolded'
}

const OPEN: ReadonlySet<Verdict> = new Set(['duplicate', 'hold', 'unsure'])

const isSameGroup = (a: GroupView, b: GroupView): boolean => a.chargeIds.some((id) => b.chargeIds.includes(id))

/**
 * The groups of now in the order that they had when the call began, so that nothing jumps under the hand: one that is put
 * right meanwhile stays where it is, and as large. What is new comes after them.
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
      return { group, face: isOpen ? 'open' : isUnfolded ? 'unfolded' : 'folded' }
    })
}

/** Where the cursor may stand, from top to bottom: groups first, then the timeline. */
export function cursorTargetsOf(bookings: readonly BookingView[], groups: readonly ShownGroup[]): readonly string[] {
  return [
    ...groups.flatMap(({ group, face }) => [
      ...(face === 'open' ? [] : [foldTarget(group.id)]),
      ...(face === 'folded' ? [] : group.chargeIds.map(groupTarget)),
    ]),
    ...bookings.flatMap(({ charges }) => charges.map(({ id }) => lineTarget(id))),
  ]
}

/** The group that group-wide keys are about: the one under the cursor; without a cursor the first that is open. */
export function currentGroup(groups: readonly ShownGroup[], cursor: string | null): ShownGroup | null {
  const under = cursor === null ? undefined : groups.find(({ group }) => isUnder(group, cursor))
  return under ?? groups.find(({ face }) => face !== 'folded') ?? null
}

const isUnder = ({ id, chargeIds }: GroupView, cursor: string): boolean =>
  cursor === foldTarget(id) || chargeIds.some((chargeId) => cursor === groupTarget(chargeId))

/**
 * The quiet group that one step back folds: the one under the cursor that was opened by hand; without a cursor the last on the
 * screen. Null where there is none.
 */
export function unfoldedUnder(groups: readonly ShownGroup[], cursor: string | null): GroupView | null {
  const shown = groups.findLast(({ group, face }) => face === 'unfolded' && (cursor === null || isUnder(group, cursor)))
  return shown?.group ?? null
}

/** Where a cursor belongs that an address has set into a group: on the charge's own line when it is in none. */
export function targetOfAddress(
  bookings: readonly BookingView[],
  groups: readonly ShownGroup[],
  cursor: string | null,
): string | null {
  if (cursor === null || cursor !== groupTarget(chargeOfTarget(cursor))) return cursor
  const id = chargeOfTarget(cursor)
  const isGrouped = groups.some(({ group }) => group.chargeIds.includes(id))
  const isHere = bookings.some(({ charges }) => charges.some((charge) => charge.id === id))
  return !isGrouped && isHere ? lineTarget(id) : cursor
}

/** The quiet group that a stop inside it would need to be unfolded for; null when there is none. */
export function foldedUnder(groups: readonly ShownGroup[], cursor: string | null): GroupView | null {
  if (cursor === null || cursor !== groupTarget(chargeOfTarget(cursor))) return null
  return groups.find(({ group, face }) => face === 'folded' && isUnder(group, cursor))?.group ?? null
}
