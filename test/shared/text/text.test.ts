import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../src/shared/text/en.ts'
import { label, say } from '../../../src/shared/text/index.ts'

const root = join(import.meta.dirname, '../../../src')

/** Everything that may name a sentence: the whole source but the catalogue. */
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/text[\\/]en/.test(name))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n')

/** Whether the source names a key, in full, by a template, or by its list of labels. */
function isSaid(key: string): boolean {
  return literal.has(key) || templates.some((template) => template.test(key)) || lists.has(key.split('.', 1)[0] ?? '')
}
const literal = new Set([...source.matchAll(/'([\w.]+)'/g)].map(([, name = '']) => name))
const templates = [...source.matchAll(/`([a-z][\w.]*\.\$\{[^`]*)`/gi)].map(
  ([, text = '']) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w.]+')}$`),
)
const lists = new Set([...source.matchAll(/\b(?:label|centralToken)\('(\w+)'/g)].map(([, list = '']) => list))

describe('the catalogue', () => {
  it('fills in names and writes numbers as people read them', () => {
    expect(say('fill.count', { done: 13_250, total: 41_407 })).toBe('13,250 of 41,407 records')
  })

  it('chooses the plural', () => {
    expect(say('quit.waiting', { count: 1 })).toBe('1 item has not left this desk.')
    expect(say('quit.waiting', { count: 2 })).toBe('2 items have not left this desk.')
    expect(say('quit.waiting', { count: 0 })).toBe('0 items have not left this desk.')
  })

  it('never reads a value as a name', () => {
    expect(say('customer.refundedBy', { name: '{name} $& {other}' })).toContain('{name} $& {other}')
  })

  it('shows what the central service invents as it is', () => {
    expect(label('chargeState', 'captured')).toBe('Taken')
    expect(label('chargeState', 'chargeback_won')).toBe('chargeback_won')
    expect(label('chargeState', 'constructor')).toBe('constructor')
  })

  it('says nothing twice and leaves nothing empty', () => {
    for (const [key, entry] of Object.entries(en)) {
      const sentences = typeof entry === 'string' ? [entry] : Object.values(entry)
      for (const sentence of sentences) expect(sentence.trim(), key).toBe(sentence)
      for (const sentence of sentences) expect(sentence, key).not.toBe('')
    }
  })

  it('holds nothing that nobody says', () => {
    expect(Object.keys(en).filter((key) => !isSaid(key))).toEqual([])
  })
})
