import { describe, expect, it } from 'vitest'
import {
  currentGroup,
  cursorTargetsOf,
  groupToFold,
  groupToUnfold,
  showGroups,
  targetOfAddress,
} from '../../../src/renderer/facts/shown-groups.ts'
import {
  chargeOfTarget,
  foldTarget,
  groupTarget,
  lineTarget,
  stepTarget,
} from '../../../src/renderer/state/cursor-targets.ts'
import { aBooking, aCharge, aCustomer, aGroup } from '../sample.ts'

const nobody: ReadonlySet<string> = new Set()
const open = aGroup()
const quiet = aGroup({ id: 'c5', chargeIds: ['c5', 'c6'], verdict: 'separate' })

describe('the targets of the cursor', () => {
  const customer = aCustomer()
  const stops = cursorTargetsOf(customer.bookings, showGroups(customer.groups, customer.groups, nobody))

  it('are the groups first and then the timeline', () => {
    expect(stops).toEqual([groupTarget('c1'), groupTarget('c2'), lineTarget('c2'), lineTarget('c1')])
  })

  it('are the line of a folded group, and its charges after it is unfolded', () => {
    expect(cursorTargetsOf([], showGroups([quiet], [quiet], nobody))).toEqual([foldTarget('c5')])
    expect(cursorTargetsOf([], showGroups([quiet], [quiet], new Set(['c6'])))).toEqual([
      foldTarget('c5'),
      groupTarget('c5'),
      groupTarget('c6'),
    ])
  })

  it('start at either end and stop at the ends', () => {
    expect(stepTarget(stops, null, 1)).toBe(groupTarget('c1'))
    expect(stepTarget(stops, null, -1)).toBe(lineTarget('c1'))
    expect(stepTarget(stops, lineTarget('c1'), 1)).toBe(lineTarget('c1'))
    expect(stepTarget([], null, 1)).toBeNull()
  })

  it('start again when the charge under the cursor is gone', () => {
    expect(stepTarget(stops, groupTarget('gone'), 1)).toBe(groupTarget('c1'))
  })

  it('name their charge', () => {
    expect(chargeOfTarget(groupTarget('a:b'))).toBe('a:b')
  })
})

describe('the groups during a call', () => {
  it('are open while they need attention and folded otherwise', () => {
    expect(showGroups([open, quiet], [open, quiet], nobody).map(({ display }) => display)).toEqual(['open', 'folded'])
  })

  it('keep their place and stay open when they are resolved', () => {
    const before = [open, aGroup({ id: 'c3', chargeIds: ['c3', 'c4'] })]
    const resolved = aGroup({ verdict: 'resolved', giveBackIds: [] })
    const now = [before[1] ?? open, resolved]
    expect(showGroups(now, before, nobody).map(({ group, display }) => [group.id, display])).toEqual([
      ['c1', 'open'],
      ['c3', 'open'],
    ])
  })

  it('keep their place when an earlier charge changes their id', () => {
    const renamed = aGroup({ id: 'c0', chargeIds: ['c0', 'c1', 'c2'] })
    expect(showGroups([quiet, renamed], [open, quiet], nobody).map(({ group }) => group.id)).toEqual(['c0', 'c5'])
  })

  it('appear after the others when they are new', () => {
    const arrived = aGroup({ id: 'c8', chargeIds: ['c8', 'c9'] })
    expect(showGroups([arrived, open], [open], nobody).map(({ group }) => group.id)).toEqual(['c1', 'c8'])
  })
})

describe('the group that the keys act on', () => {
  const groups = showGroups([open, quiet], [open, quiet], nobody)

  it('is the group under the cursor', () => {
    expect(currentGroup(groups, foldTarget('c5'))?.group).toBe(quiet)
    expect(currentGroup(groups, groupTarget('c2'))?.group).toBe(open)
  })

  it('is otherwise the first open group, or none when all are folded', () => {
    expect(currentGroup(groups, null)?.group).toBe(open)
    expect(currentGroup(groups, lineTarget('c1'))?.group).toBe(open)
    expect(currentGroup(showGroups([quiet], [quiet], nobody), null)).toBeNull()
  })
})

describe('the back key', () => {
  const groups = showGroups([open, quiet], [open, quiet], new Set(['c5', 'c6']))

  it('folds the unfolded group when the cursor is on its line or inside it', () => {
    expect(groupToFold(groups, foldTarget('c5'))).toBe(quiet)
    expect(groupToFold(groups, groupTarget('c6'))).toBe(quiet)
  })

  it('folds the last unfolded group when there is no cursor, and none when the cursor is elsewhere', () => {
    expect(groupToFold(groups, null)).toBe(quiet)
    expect(groupToFold(groups, groupTarget('c1'))).toBeNull()
    expect(groupToFold(groups, lineTarget('c5'))).toBeNull()
    expect(groupToFold(showGroups([open, quiet], [open, quiet], nobody), foldTarget('c5'))).toBeNull()
  })
})

describe('the address of a charge', () => {
  const customer = aCustomer()
  const groups = showGroups([open], [open], nobody)

  it('leads to the charge’s line when the charge is in no group', () => {
    const alone = aBooking([aCharge({ id: 'c9' })])
    expect(targetOfAddress([...customer.bookings, alone], groups, groupTarget('c9'))).toBe(lineTarget('c9'))
  })

  it('leads into the group of the charge, and stays unchanged for a missing charge', () => {
    expect(targetOfAddress(customer.bookings, groups, groupTarget('c2'))).toBe(groupTarget('c2'))
    expect(targetOfAddress(customer.bookings, groups, groupTarget('gone'))).toBe(groupTarget('gone'))
    expect(targetOfAddress(customer.bookings, groups, lineTarget('c1'))).toBe(lineTarget('c1'))
    expect(targetOfAddress(customer.bookings, groups, null)).toBeNull()
  })
})

it('the address of a charge finds the folded group that hides it', () => {
  const groups = showGroups([open, quiet], [open, quiet], nobody)
  expect(groupToUnfold(groups, groupTarget('c6'))).toBe(quiet)
  expect(groupToUnfold(groups, groupTarget('c1'))).toBeNull()
  expect(groupToUnfold(groups, foldTarget('c5'))).toBeNull()
  expect(groupToUnfold(groups, null)).toBeNull()
})
