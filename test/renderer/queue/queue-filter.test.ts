import { describe, expect, it } from 'vitest'
import { nextOf, ofKind, ofWhom, QUEUE_KINDS, WHOSE } from '../../../src/renderer/queue/queue-filter.ts'
import { anIntent } from '../sample.ts'

const reasons = ['network', 'sign_in', 'owner', 'gateway', 'copy', 'retry', 'approval', 'person', null] as const
const waiting = reasons.map((waitingFor) => anIntent({ key: `${waitingFor}`, waitingFor }))

describe('the filters of the queue', () => {
  it('have a place for every reason to wait, and one only', () => {
    const kinds = QUEUE_KINDS.filter((kind) => kind !== 'all')
    const found = kinds.flatMap((kind) => ofKind(waiting, kind).map(({ key }) => key))
    expect(found.toSorted()).toEqual(waiting.map(({ key }) => key).toSorted())
    expect(ofKind(waiting, 'all')).toEqual(waiting)
  })

  it('part mine from others', () => {
    const others = anIntent({ key: 'other', agent: { id: 'u2', name: 'Sam Okafor' } })
    const both = [...waiting, others]
    expect(ofWhom(both, 'mine', 'u1')).toEqual(waiting)
    expect(ofWhom(both, 'others', 'u1')).toEqual([others])
    expect(ofWhom(both, 'all', 'u1')).toEqual(both)
  })

  it('go round and round', () => {
    expect(nextOf(WHOSE, 'all')).toBe('mine')
    expect(nextOf(WHOSE, 'others')).toBe('all')
  })
})
