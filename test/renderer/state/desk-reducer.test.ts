import { expect, it } from 'vitest'
import { deskReducer } from '../../../src/renderer/state/desk-reducer.ts'
import { type DeskAction, startState } from '../../../src/renderer/state/desk-state.ts'

const walk = (...actions: DeskAction[]) => actions.reduce(deskReducer, startState)
const back: DeskAction = { do: 'back' }

it('back closes one thing at a time, the last opened thing first', () => {
  const open = walk(
    { do: 'type', text: 'jones' },
    { do: 'openCustomer', bookingId: 'r1' },
    { do: 'moveTo', cursor: 'group:c1' },
    { do: 'openRefund', chargeId: 'c1' },
    { do: 'dialog', dialog: 'keys' },
  )
  const steps = [open]
  for (let step = 0; step < 6; step++) steps.push(deskReducer(steps.at(-1) ?? open, back))
  expect(
    steps.map(({ dialog, chargeId, cursor, bookingId, searchText }) => [
      dialog,
      chargeId,
      cursor,
      bookingId,
      searchText,
    ]),
  ).toEqual([
    ['keys', 'c1', 'group:c1', 'r1', 'jones'],
    [null, 'c1', 'group:c1', 'r1', 'jones'],
    [null, null, 'group:c1', 'r1', 'jones'],
    [null, null, null, 'r1', 'jones'],
    [null, null, null, null, 'jones'],
    [null, null, null, null, ''],
    [null, null, null, null, ''],
  ])
})

it('the desk keeps the call while the queue is open', () => {
  const call = walk({ do: 'openCustomer', bookingId: 'r1' }, { do: 'view', view: 'queue' })
  expect(deskReducer(call, back)).toMatchObject({ view: 'call', bookingId: 'r1' })
})

it('another customer opens without the charge of the one before', () => {
  const next = walk(
    { do: 'openCustomer', bookingId: 'r1' },
    { do: 'openRefund', chargeId: 'c1' },
    { do: 'openCustomer', bookingId: 'r2' },
  )
  expect(next).toMatchObject({ bookingId: 'r2', chargeId: null, cursor: null })
})

it('opening the same customer again keeps the open charge', () => {
  const same = walk(
    { do: 'openCustomer', bookingId: 'r1' },
    { do: 'openRefund', chargeId: 'c1' },
    { do: 'openCustomer', bookingId: 'r1' },
  )
  expect(same.chargeId).toBe('c1')
})

it('only one panel is open beside a group, and back closes it first', () => {
  const decide: DeskAction = { do: 'decide', deciding: { groupId: 'c1', verdict: 'duplicate' } }
  const evidence: DeskAction = { do: 'showEvidence', groupId: 'c1' }
  const both = walk({ do: 'openRefund', chargeId: 'c1' }, evidence, decide)
  expect(deskReducer(both, back)).toMatchObject({ deciding: null, evidenceGroupId: 'c1' })
  expect(walk({ do: 'openRefund', chargeId: 'c1' }, evidence, back)).toMatchObject({
    evidenceGroupId: null,
    chargeId: 'c1',
  })
  expect(walk(evidence, { do: 'openRefund', chargeId: 'c1' })).toMatchObject({ evidenceGroupId: null, deciding: null })
})

it('a half-written note survives when its step closes, and a reset deletes it', () => {
  const begun = walk(
    { do: 'openCustomer', bookingId: 'r1' },
    { do: 'decide', deciding: { groupId: 'c1', verdict: 'duplicate' } },
    { do: 'note', noteKey: 'duplicate:c1', text: 'asked the air' },
    back,
    { do: 'openCustomer', bookingId: 'r2' },
  )
  expect(begun).toMatchObject({ deciding: null, notes: { 'duplicate:c1': 'asked the air' } })
  expect(deskReducer(begun, { do: 'note', noteKey: 'duplicate:c1', text: '' }).notes).toEqual({})
  expect(deskReducer(begun, { do: 'reset' }).notes).toEqual({})
})

it('an address opens its group in the call view with the cursor in it', () => {
  const open = walk({ do: 'view', view: 'queue' }, { do: 'openGroup', bookingId: 'r1', chargeId: 'c2' })
  expect(open).toMatchObject({ view: 'call', bookingId: 'r1', cursor: 'group:c2', chargeId: null })
})
