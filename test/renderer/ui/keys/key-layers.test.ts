import { beforeEach, describe, expect, it } from 'vitest'
import { type Layer, offerKey } from '../../../../src/renderer/ui/keys/key-layers.ts'

const taken: string[] = []
const layer = (level: Layer['level'], ...names: (keyof Layer['handlers'])[]): Layer => ({
  level,
  handlers: Object.fromEntries(names.map((name) => [name, () => taken.push(`${level} ${name}`)])),
})
const press = (layers: readonly Layer[], presses: readonly string[], typing = false) =>
  offerKey(layers, { presses, typing, event: {} as KeyboardEvent })

beforeEach(() => {
  taken.length = 0
})

describe('a key', () => {
  it('goes to the nearest layer that binds it', () => {
    expect(press([layer('desk', 'back'), layer('panel', 'back')], ['escape'])).toBe(true)
    expect(taken).toEqual(['panel back'])
  })

  it('goes to the next layer when the nearest layer passes it on', () => {
    const passing: Layer = { level: 'panel', handlers: { keep: () => false } }
    expect(press([passing], ['h'])).toBe(false)
    expect(press([layer('region', 'keep'), passing], ['h'])).toBe(true)
    expect(taken).toEqual(['region keep'])
  })

  it('does not reach the layers below an open dialog', () => {
    expect(press([layer('desk', 'search'), layer('dialog', 'back')], ['mod+k'])).toBe(false)
  })

  it('stays with the text field while somebody types, unless it also works in fields', () => {
    const panel = layer('panel', 'note', 'confirm')
    expect(press([panel], ['n'], true)).toBe(false)
    expect(press([panel], ['mod+enter'], true)).toBe(true)
  })

  it('counts as the second of two presses even when a nearer layer binds it alone', () => {
    expect(press([layer('desk', 'goCall'), layer('panel', 'copy')], ['g c', 'c'])).toBe(true)
    expect(taken).toEqual(['desk goCall'])
  })
})
