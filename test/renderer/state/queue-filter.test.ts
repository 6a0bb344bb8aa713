import { describe, expect, it } from 'vitest'
import {
  filterByKind,
  filterByOwner,
  filterDecisions,
  nextOf,
  QUEUE_KINDS,
  QUEUE_OWNERS,
} from '../../../src/renderer/state/queue-filter.ts'
import { aNotTaken, anIntent } from '../sample.ts'

const reasons = ['network', 'sign_in', 'owner', 'gateway', 'copy', 'retry', 'approval', 'person', null] as const
const waiting = reasons.map((waitingFor) => anIntent({ key: `${waitingFor}`, waitingFor }))

describe('the filters of the queue', () => {
  it('show every reason to wait under exactly one kind', () => {
    const kinds = QUEUE_KINDS.filter((kind) => kind !== 'all')
    const found = kinds.flatMap((kind) => filterByKind(waiting, kind).map(({ key }) => key))
    expect(found.toSorted()).toEqual(waiting.map(({ key }) => key).toSorted())
    expect(filterByKind(waiting, 'all')).toEqual(waiting)
  })

  it('separate my refunds from others', () => {
    const others = anIntent({ key: 'other', agent: { id: 'u2', name: 'Sam Okafor' } })
    const both = [...waiting, others]
    expect(filterByOwner(both, 'mine', 'u1')).toEqual(waiting)
    expect(filterByOwner(both, 'others', 'u1')).toEqual([others])
    expect(filterByOwner(both, 'all', 'u1')).toEqual(both)
  })

  it('show a decision that was not accepted among those that need a person, under its author', () => {
    const mine = aNotTaken()
    const sams = aNotTaken({ key: 'n2', by: { id: 'u2', name: 'Sam Okafor' } })
    const shown = (kind: (typeof QUEUE_KINDS)[number], whose: (typeof QUEUE_OWNERS)[number]) =>
      filterDecisions([mine, sams], kind, whose, 'u1').map(({ key }) => key)
    expect(QUEUE_KINDS.filter((kind) => shown(kind, 'all').length > 0)).toEqual(['all', 'person'])
    expect([shown('all', 'all'), shown('person', 'mine'), shown('person', 'others')]).toEqual([
      ['n1', 'n2'],
      ['n1'],
      ['n2'],
    ])
  })

  it('cycle through the choices', () => {
    expect(nextOf(QUEUE_OWNERS, 'all')).toBe('mine')
    expect(nextOf(QUEUE_OWNERS, 'others')).toBe('all')
  })
})
