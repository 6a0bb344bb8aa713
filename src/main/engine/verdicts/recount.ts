import { judge } from '../domain/verdict/judge.ts'
import type { Batch, Departure } from '../store/copy/copy.ts'
import { departureOfCharge } from '../store/copy/dirty.ts'
import { type GroupRow, insertGroup, listGroupsOfDeparture, removeGroup, rowOfGroup } from '../store/copy/groups.ts'
import type { Store } from '../store/sqlite/open.ts'
import { gatherDepartures, gatherNext, type Step } from './judged-charges.ts'

/**
 * Removes entities that have lost their last booking, then judges every dirty departure again. The last step of a
 * transaction.
 */
export function recountDirty(store: Store, batch: Batch): void {
  for (const entityId of batch.left) {
    batch.upkeep.tidyEntity(entityId)
  }
  batch.left.clear()
  recountDepartures(store, batch, [...batch.dirty.values()])
  batch.dirty.clear()
}

/** One judged step whose groups are not written yet. */
export interface JudgedStep extends Pick<Step, 'withDecisions' | 'last'> {
  readonly groups: readonly GroupRow[]
}

/**
 * Judges the next departures after `after`, with about `limit` charges. Writes nothing. For judging all departures in
 * steps.
 */
export function judgeStep(store: Store, after: Departure | null, limit: number): JudgedStep {
  const { charges, customerOf, withDecisions, last } = gatherNext(store, after, limit)
  return { groups: judge(charges, []).map((group) => rowOfGroup(group, customerOf)), withDecisions, last }
}

/**
 * Removes all groups that an interrupted fill has judged, and resets their counter: the fill judges everything again.
 */
export function forgetGroups({ sqlite }: Store): void {
  sqlite.exec('DELETE FROM duplicate_group; UPDATE sync_state SET groups = 0')
}

/**
 * Writes a step into a copy that has no groups of its departures yet, then judges and writes the departures with
 * decisions.
 */
export function addStep(store: Store, batch: Batch, { groups, withDecisions }: JudgedStep): void {
  for (const row of groups) add(store, batch, row)
  if (withDecisions.length > 0) recountDepartures(store, batch, withDecisions)
}

/** Judges one step and writes it. Returns the departure after which the next step begins; null when none was left. */
export function judgeNext(store: Store, batch: Batch, after: Departure | null, limit: number): Departure | null {
  const step = judgeStep(store, after, limit)
  addStep(store, batch, step)
  return step.last
}

/**
 * Judges these departures, and those that a person's decision or a stored group connects to them. Writes only groups
 * that changed: most changes touch one group of a flight, and each group is in nine tables and indexes.
 */
function recountDepartures(store: Store, batch: Batch, first: readonly Departure[]): void {
  const outdated = new Map<string, GroupRow>()
  const { charges, decisions, customerOf } = gatherDepartures(store, first, {
    follow: (departure, chargesOfDeparture) => {
      const groups = listGroupsOfDeparture(store, departure)
      for (const group of groups) outdated.set(group.id, group)
      const ids = new Set(chargesOfDeparture.map(({ id }) => id))
      const otherMembers = groups.flatMap(({ members }) => members.filter(({ chargeId }) => !ids.has(chargeId)))
      const otherGroups = new Set(chargesOfDeparture.flatMap(({ groupId }) => groupId ?? []))
      for (const { id } of groups) otherGroups.delete(id)
      return [
        ...otherMembers.flatMap(({ chargeId }) => departureOfCharge(store, chargeId)),
        ...[...otherGroups].flatMap((id) => store.prepare(DEPARTURE_OF_GROUP).all(id) as Departure[]),
      ]
    },
  })
  const judged = judge(charges, decisions).map((group) => rowOfGroup(group, customerOf))
  const changed = judged.filter((group) => {
    const stored = outdated.get(group.id)
    const isSame = stored !== undefined && isUnchanged(stored, group)
    if (isSame) outdated.delete(group.id)
    return !isSame
  })
  // All outdated groups go first, because a charge may move from one departure's group to another's.
  for (const { id, isOpen } of outdated.values()) {
    removeGroup(store, id)
    batch.added.groups -= isOpen
  }
  for (const group of changed) add(store, batch, group)
}

const isUnchanged = (stored: GroupRow, judged: GroupRow): boolean => JSON.stringify(stored) === JSON.stringify(judged)

function add(store: Store, batch: Batch, row: GroupRow): void {
  insertGroup(store, row)
  batch.added.groups += row.isOpen
}

const DEPARTURE_OF_GROUP = 'SELECT flight_number AS flightNumber, departure FROM duplicate_group WHERE id = ?'
