import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { CARD_NUMBER } from '../../src/shared/argument.ts'
import { contract } from '../../src/shared/contract.ts'

/** Every text field of an argument, with its path. */
function textsOf(schema: z.ZodType, path: string): [path: string, schema: z.ZodType][] {
  const { def } = schema as z.ZodType & {
    readonly def: {
      readonly type: string
      readonly shape?: Readonly<Record<string, z.ZodType>>
      readonly element?: z.ZodType
      readonly innerType?: z.ZodType
    }
  }
  if (def.type === 'string') return [[path, schema]]
  if (def.shape) return Object.entries(def.shape).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`))
  const inner = def.element ?? def.innerType
  return inner ? textsOf(inner, path) : []
}

const texts = Object.entries(contract).flatMap(([name, { argument }]) => textsOf(argument, name))

describe('no channel accepts a card number', () => {
  test('the text fields of the contract are found', () => {
    expect(texts.map(([path]) => path)).toEqual(
      expect.arrayContaining(['search.text', 'app.copy.text', 'inbox.list.filter.currency', 'session.signIn.password']),
    )
  })

  test.each(texts)('%s refuses a card number', (_path, schema) => {
    for (const number of ['4111111111111111', '4111 1111 1111 1111', '٤١١١-١١١١-١١١١-١١١١']) {
      expect(schema.safeParse(number).success).toBe(false)
    }
  })

  test('a card number inside other text is refused with its code', () => {
    const refused = contract.search.argument.safeParse({ text: 'jones 4111 1111 1111 1111 EI164' })
    expect(refused.error?.issues.map(({ message }) => message)).toEqual([CARD_NUMBER])
  })

  test('an id whose digits look like a card number is accepted', () => {
    expect(contract['customer.get'].argument.safeParse({ bookingId: 'rec_4111111111111111' }).success).toBe(true)
  })
})
