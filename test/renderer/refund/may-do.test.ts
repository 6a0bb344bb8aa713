import { describe, expect, it } from 'vitest'
import type { IntentView } from '../../../src/preload/model.ts'
import { type MayDo, mayDo } from '../../../src/renderer/refund/may-do.ts'
import type { DeskPerson } from '../../../src/renderer/shell/use-person.ts'
import { AT, anIntent } from '../sample.ts'

const person = (id: string, role: string): DeskPerson => ({
  user: { id, name: id, role, refundLimits: [], locale: 'en' },
  isSupervisor: role === 'supervisor',
})
const ana = person('u1', 'agent')
const ben = person('u2', 'agent')
const sam = person('u3', 'supervisor')

/** Everything that may be done, by name. */
function all(change: Partial<IntentView>, who: DeskPerson): readonly string[] {
  const may = mayDo(anIntent(change), who)
  return (Object.keys(may) as (keyof MayDo)[]).filter((name) => may[name])
}

describe('what may be done about a refund', () => {
  it('is taken back by its owner while it was never tried, by a supervisor with a note, by nobody else', () => {
    expect(all({}, ana)).toEqual(['takeBack'])
    expect(all({}, ben)).toEqual([])
    expect(mayDo(anIntent(), sam).supervise).toBe('take_back')
    expect(all({ attempts: 1, state: 'sending' }, ana)).toEqual([])
  })

  it('is voided by a supervisor once it was tried, never their own', () => {
    const tried = { state: 'unknown', attempts: 1, waitingFor: 'owner' } as const
    expect(mayDo(anIntent(tried), sam).supervise).toBe('void')
    expect(mayDo(anIntent({ ...tried, agent: { id: 'u3', name: 'Sam' } }), sam).supervise).toBeNull()
    expect(all(tried, ben)).toEqual(['lookInto', 'ask'])
  })

  it('is tried at once while it waits for its next try', () => {
    expect(all({ state: 'unknown', attempts: 2, waitingFor: 'retry' }, ana)).toEqual(['retry', 'lookInto', 'ask'])
  })

  it('is two things only while nothing is proved', () => {
    const open = { state: 'needs_review', waitingFor: 'person' } as const
    expect(all(open, ana)).toEqual(['lookInto', 'ask', 'close'])
    expect(all(open, sam)).toEqual(['lookInto', 'ask', 'close'])
    expect(all(open, ben)).toEqual(['lookInto', 'ask'])
  })

  it('cannot be closed as not executed once it was, and is read by its owner', () => {
    const failed = { state: 'needs_review', waitingFor: 'person', centralState: 'failed', endedAt: AT } as const
    expect(all(failed, ana)).toEqual(['seen', 'lookInto', 'ask'])
    expect(all(failed, sam)).toEqual(['lookInto', 'ask'])
  })

  it('starts again where no money moved', () => {
    expect(all({ state: 'refused', waitingFor: 'person' }, ana)).toEqual(['seen', 'again'])
    expect(all({ state: 'confirmed' }, ana)).toEqual([])
  })
})
