import { judge } from '../domain/verdict/judge.ts'
import type { Batch, Departure } from '../store/copy/copy.ts'
import { departureOfCharge } from '../store/copy/dirty.ts'
import { type GroupRow, insertGroup, listGroupsOfDeparture, removeGroup, rowOfGroup } from '../store/copy/groups.ts'
import type { Store } from '../store/sqlite/open.ts'
import { gatherDepartures, gatherNext, type Step } from './judged-charges.ts'

/** Judges the groups of every dirty departure again; an entity that has lost its last booking goes. Ends a transaction. */
export function recountDirty(store: Store, batch: Batch): void {
  for (const entityId of batch.left) {
    batch.upkeep.tidyEntity(entityId)
  }
  batch.left.clear()
  recountDepartures(store, batch, [...batch.dirty.values()])
  batch.dirty.clear()
}

/** What judging some departures came to, before it is written. */
export interface JudgedStep extends Pick<Step, 'spoken' | 'last'> {
  readonly groups: readonly GroupRow[]
}

/** Judges the departures after one, about `limit` charges of them, without writing anything: for judging all of them in steps. */
export function judgeStep(store: Store, after: Departure | null, limit: number): JudgedStep {
  const { charges, customerOf, spoken, last } = gatherNext(store, after, limit)
  return { groups: judge(charges, []).map((group) => rowOfGroup(group, customerOf)), spoken, last }
}

/** Takes away whatever a fill has judged before it ended: all is judged again, and the counters begin anew. */
export function forgetGroups({ sqlite }: Store): void {
  sqlite.exec('DELETE FROM duplicate_group; UPDATE sync_state SET groups = 0')
}

/** Writes a step into a copy that has no groups of its departures yet, and judges those that people have spoken of. */
export function addStep(store: Store, batch: Batch, { groups, spoken }: JudgedStep): void {
  for (const row of groups) add(store, batch, row)
  if (spoken.length > 0) recountDepartures(store, batch, spoken)
}

/** Both. Answers where the next step begins; null when there is none. */
export function judgeNext(store: Store, batch: Batch, after: Departure | null, limit: number): Departure | null {
  const step = judgeStep(store, after, limit)
  addStep(store, batch, step)
  return step.last
}

/**
 * Judges these departures, and those that a person's decision or a stored group ties to them. What comes out as it stands is not
 * written: a change touches one group of a flight, and each group lies in nine tables and indexes.
 */
function recountDepartures(store: Store, batch: Batch, first: readonly Departure[]): void {
  const standing = new Map<string, GroupRow>()
  const { charges, decisions, customerOf } = gatherDepartures(store, first, {
    follow: (departure, sighted) => {
      const here = listGroupsOfDeparture(store, departure)
      for (const group of here) standing.set(group.id, group)
      const ids = new Set(sighted.map(({ id }) => id))
      const away = here.flatMap(({ members }) => members.filter(({ chargeId }) => !ids.has(chargeId)))
      const elsewhere = new Set(sighted.flatMap(({ groupId }) => groupId ?? []))
      for (const { id } of here) elsewhere.delete(id)
      return [
        ...away.flatMap(({ chargeId }) => departureOfCharge(store, chargeId)),
        ...[...elsewhere].flatMap((id) => store.prepare(OF_GROUP).all(id) as Departure[]),
      ]
    },
  })
  const judged = judge(charges, decisions).map((group) => rowOfGroup(group, customerOf))
  const fresh = judged.filter((group) => {
    const kept = standing.get(group.id)
    const isSame = kept !== undefined && isAsItStands(kept, group)
    if (isSame) standing.delete(group.id)
    return !isSame
  })
  // All old groups go first: a charge may be on its way from one departure's group to another's.
  for (const { id, isOpen } of standing.values()) {
    removeGroup(store, id)
    batch.added.groups -= isOpen
  }
  for (const group of fresh) add(store, batch, group)
}

const isAsItStands = (kept: GroupRow, judged: GroupRow): boolean => JSON.stringify(kept) === JSON.stringify(judged)

function add(store: Store, batch: Batch, row: GroupRow): void {
  insertGroup(store, row)
  batch.added.groups += row.isOpen
}

const OF_GROUP = 'SELECT flight_number AS flightNumber, departure FROM duplicate_group WHERE id = ?'
