import { expect, test } from 'vitest'
import { asLatest } from '../../main/engine/sync/latest.ts'
import { recount } from '../../main/engine/sync/recount.ts'
import { demoHistory } from './history.ts'

const { changes } = demoHistory({ seed: 1, bookings: 4000, now: Date.parse('2026-11-21T19:00:00.000Z') })
const groups = recount(asLatest(changes))

/** The cases that an agent meets every day, by verdict, with the reasons that distinguish them. */
test.each([
  ['duplicate', ['same_entity', 'name_typing_error', 'name_swapped', 'other_card', 'party_twice', 'several_times']],
  ['duplicate', ['posted_twice', 'both_gateways', 'disputed', 'decided_duplicate']],
  ['hold', ['only_held']],
  ['resolved', ['voided', 'refunded_whole']],
  ['separate', ['extra_seat', 'cancelled_before', 'decided_not_duplicate']],
  ['unsure', ['cancelled_unrefunded', 'other_amount']],
])('the demo bookings have the verdict %s with the reasons %j', (verdict, reasons) => {
  const ofVerdict = groups.filter((group) => group.verdict === verdict)
  const codes = new Set<string>(ofVerdict.flatMap((group) => group.reasons.map(({ code }) => code)))
  expect([...codes]).toEqual(expect.arrayContaining(reasons))
})
