import { describe, expect, test } from 'vitest'
import { describeError, scrubFields } from '../../../src/shared/log/scrub.ts'

/** Texts that must never reach the log. */
const CANARIES = [
  'Davey',
  'Jones',
  'davey.jones@example.org',
  '+353871234567',
  '5100',
  '4111111111111111',
  'eyJhbGciOi',
]

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary)
}

describe('describeError', () => {
  test('keeps the wording of the JavaScript engine and the stack frames', () => {
    const error = (() => {
      try {
        return (undefined as unknown as { surname: string }).surname
      } catch (caught) {
        return caught
      }
    })()
    const text = describeError(error)
    expect(text).toContain("TypeError: Cannot read properties of undefined (reading 'surname')")
    expect(text).toContain('test/shared/log/scrub.test.ts')
    expect(text).not.toContain(process.cwd())
  })

  test('withholds every other message, also in the stack and in the cause', () => {
    const cause = new Error(`no customer ${CANARIES.join(' ')}`)
    const error = new Error(`Davey Jones ${CANARIES.join('\n    at Davey (Jones)\n')}`, { cause })
    expectNoCanary(describeError(error))
    expect(describeError(error)).toContain('withheld')
  })

  test('withholds the snippet that JSON.parse quotes', () => {
    try {
      JSON.parse('Davey Jones, davey.jones@example.org')
      expect.unreachable()
    } catch (error) {
      expectNoCanary(describeError(error))
    }
  })

  test('keeps an error code and nothing else of the error', () => {
    const full = Object.assign(new Error('database or disk is full'), { name: 'SqliteError', code: 'SQLITE_FULL' })
    expect(describeError(full)).toContain('SqliteError [SQLITE_FULL]: database or disk is full')
    expectNoCanary(describeError(Object.assign(new Error('x'), { code: 'Davey Jones', name: 'Davey Jones' })))
  })

  test('names the type of a thrown value that is no error', () => {
    expect(describeError('Davey Jones')).toBe('a string was thrown (withheld)')
    expect(describeError(null)).toBe('a object was thrown (withheld)')
  })
})

describe('scrubFields', () => {
  test('drops fields that are not named and withholds values that are not codes', () => {
    const scrubbed = scrubFields({
      email: 'davey.jones@example.org',
      code: 'Davey Jones',
      kind: 'davey.jones@example.org',
      status: 503,
    })
    expect(scrubbed).toEqual({ code: '(withheld)', kind: '(withheld)', status: 503 })
  })

  test('withholds a phone or card number in an allowed field', () => {
    expect(scrubFields({ reason: '+353871234567', code: '4111111111111111' })).toEqual({
      reason: '(withheld)',
      code: '(withheld)',
    })
    expect(scrubFields({ code: '4111-1111-1111-1111' })).toEqual({ code: '(withheld)' })
    expect(describeError(new Error('once: 4111 1111 1111 1111'))).not.toContain('1111')
  })
})
