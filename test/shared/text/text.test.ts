import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../src/shared/text/en.ts'
import { label, say } from '../../../src/shared/text/index.ts'

const root = join(import.meta.dirname, '../../../src')

/** All source files that may name a sentence: everything but the catalogue. */
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/text[\\/]en/.test(name))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n')

/** Whether the source uses a key: in full, through a template, or through its list of labels. */
function isUsed(key: string): boolean {
  return literal.has(key) || templates.some((template) => template.test(key)) || lists.has(key.split('.', 1)[0] ?? '')
}
const literal = new Set([...source.matchAll(/'([\w.]+)'/g)].map(([, name = '']) => name))
const templates = [...source.matchAll(/`([a-z][\w.]*\.\$\{[^`]*)`/gi)].map(
  ([, text = '']) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w.]+')}$`),
)
const lists = new Set([...source.matchAll(/\b(?:label|centralToken)\('(\w+)'/g)].map(([, list = '']) => list))

describe('the catalogue', () => {
  it("fills in names and writes numbers in the reader's notation", () => {
    expect(say('fill.count', { done: 13_250, total: 41_407 })).toBe('13,250 of 41,407 records')
  })

  it('chooses the plural form', () => {
    expect(say('quit.waiting', { count: 1 })).toBe('1 item has not left this desk.')
    expect(say('quit.waiting', { count: 2 })).toBe('2 items have not left this desk.')
    expect(say('quit.waiting', { count: 0 })).toBe('0 items have not left this desk.')
  })

  it('never treats a value as a placeholder', () => {
    expect(say('customer.refundedBy', { name: '{name} $& {other}' })).toContain('{name} $& {other}')
  })

  it('shows an unknown value of the central service unchanged', () => {
    expect(label('chargeState', 'captured')).toBe('Taken')
    expect(label('chargeState', 'chargeback_won')).toBe('chargeback_won')
    expect(label('chargeState', 'constructor')).toBe('constructor')
  })

  it('has no sentence that is empty or has outer spaces', () => {
    for (const [key, entry] of Object.entries(en)) {
      const sentences = typeof entry === 'string' ? [entry] : Object.values(entry)
      for (const sentence of sentences) expect(sentence.trim(), key).toBe(sentence)
      for (const sentence of sentences) expect(sentence, key).not.toBe('')
    }
  })

  it('has no sentence that the source does not use', () => {
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([])
  })
})
