import { describe, expect, it } from 'vitest'
import { deskReducer } from '../../../src/renderer/state/desk-reducer.ts'
import { type DeskAction, startState } from '../../../src/renderer/state/desk-state.ts'
import { HOUR_MS } from '../../../src/renderer/state/hours.ts'
import {
  filterOf,
  hoursFilterOf,
  type InboxState,
  inboxReducer,
  isNarrowed,
  startInbox,
  stepBackInInbox,
} from '../../../src/renderer/state/inbox-state.ts'

const NOW = Date.UTC(2026, 10, 21, 13, 40)
const HOUR = Date.UTC(2026, 10, 21, 13)

describe('the inbox filters', () => {
  it('request exactly the chosen conditions', () => {
    const wish = { ...startInbox, verdict: 'duplicate', gateway: 'both', currency: 'GBP', atLeastMinor: 500 } as const
    expect(filterOf({ ...wish, range: 'day' }, NOW)).toEqual({
      verdicts: ['duplicate'],
      gateways: ['both'],
      currency: 'GBP',
      atLeastMinor: 500,
      from: HOUR - 23 * HOUR_MS,
      to: null,
    })
    expect(filterOf(startInbox, NOW)).toMatchObject({ verdicts: [], gateways: [], currency: null, from: null })
  })

  it('keep the start of the hours when one hour is chosen', () => {
    const wish = { ...startInbox, hour: HOUR - HOUR_MS }
    expect(filterOf(wish, NOW)).toMatchObject({ from: HOUR - HOUR_MS, to: HOUR })
    expect(hoursFilterOf(wish, NOW)).toMatchObject({ from: HOUR - 47 * HOUR_MS, to: null })
  })

  it('drop an amount of another currency and an hour of another range', () => {
    const set = inboxReducer(
      { ...startInbox, currency: 'GBP', atLeastMinor: 500, hour: HOUR },
      {
        do: 'show',
        wish: { currency: 'JPY' },
      },
    )
    expect(set).toMatchObject({ currency: 'JPY', atLeastMinor: null, hour: HOUR })
    expect(inboxReducer(set, { do: 'show', wish: { range: 'week' } }).hour).toBeNull()
  })

  it('step back one at a time: the selection, the hour, everything', () => {
    const full = { ...startInbox, verdict: 'hold', hour: HOUR, selected: ['a'] } as const
    const one = stepBackInInbox(full)
    expect(one).toMatchObject({ selected: [], hour: HOUR, verdict: 'hold' })
    const two = one && stepBackInInbox(one)
    expect(two).toMatchObject({ hour: null, verdict: 'hold' })
    const three = two && stepBackInInbox(two)
    expect(three && isNarrowed(three)).toBe(false)
    expect(three && stepBackInInbox(three)).toBeNull()
  })

  it('restore skipped groups, the last one first', () => {
    const skipped = ['a', 'b'].reduce<InboxState>((state, groupId) => inboxReducer(state, { do: 'skip', groupId }), {
      ...startInbox,
      selected: ['a', 'c'],
    })
    expect(skipped).toMatchObject({ skipped: ['a', 'b'], selected: ['c'] })
    expect(inboxReducer(skipped, { do: 'unskip' }).skipped).toEqual(['a'])
  })
})

describe('the inbox beside the call', () => {
  const walk = (...actions: DeskAction[]) => actions.reduce(deskReducer, startState)
  const inCall: readonly DeskAction[] = [
    { do: 'openCustomer', bookingId: 'caller' },
    { do: 'moveTo', cursor: 'group:c1' },
    { do: 'openRefund', chargeId: 'c1' },
  ]
  const inInbox: readonly DeskAction[] = [
    { do: 'view', view: 'inbox' },
    { do: 'chooseGroup', groupId: 'g7', bookingId: 'other', at: 3 },
  ]

  it('has its own customer and keeps the caller', () => {
    const looking = walk(...inCall, ...inInbox)
    expect(looking).toMatchObject({ view: 'inbox', bookingId: 'other', chargeId: null })
    const back = deskReducer(looking, { do: 'view', view: 'call' })
    expect(back).toMatchObject({ view: 'call', bookingId: 'caller', cursor: 'group:c1', chargeId: 'c1' })
    expect(deskReducer(back, { do: 'view', view: 'inbox' })).toMatchObject({ bookingId: 'other' })
  })

  it('returns to the call on Esc, and when the agent types into the search box', () => {
    const looking = walk(...inCall, ...inInbox)
    expect(deskReducer(looking, { do: 'back' })).toMatchObject({ view: 'call', bookingId: 'caller', chargeId: 'c1' })
    expect(deskReducer(looking, { do: 'type', text: 'j' })).toMatchObject({ view: 'call', bookingId: 'caller' })
  })

  it('opens a customer in the call on request', () => {
    const opened = walk(...inCall, ...inInbox, { do: 'openCustomer', bookingId: 'other' })
    expect(opened).toMatchObject({ view: 'call', bookingId: 'other', chargeId: null })
    expect(deskReducer(opened, { do: 'view', view: 'inbox' })).toMatchObject({ bookingId: 'other' })
  })
})
