// @vitest-environment happy-dom
import { useState } from 'react'
import { describe, expect } from 'vitest'
import { TextArea, TextField } from '../../../../src/renderer/ui/field/text-field.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { ARABIC_NAME } from '../../desk-samples.ts'
import { screen, test } from '../../screen/screen-test.tsx'

/** A field, and every text that the desk heard of. */
function Field({ as: As, heard }: { readonly as: typeof TextField | typeof TextArea; readonly heard: string[] }) {
  const [text, setText] = useState('')
  return (
    <As
      label="note"
      value={text}
      onText={(next: string) => {
        heard.push(next)
        setText(next)
      }}
    />
  )
}
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'note' })

describe.each([
  ['one line', TextField],
  ['several lines', TextArea],
] as const)('a field of %s', (_, as) => {
  test('passes on what is typed, also from right to left', async ({ show, user }) => {
    const heard: string[] = []
    show(<Field as={as} heard={heard} />)
    await user.type(field(), ARABIC_NAME)
    expect(field().value).toBe(ARABIC_NAME)
    expect(heard.at(-1)).toBe(ARABIC_NAME)
  })

  test('replaces a card number that is typed digit by digit, and passes none on', async ({ show, user }) => {
    const heard: string[] = []
    show(<Field as={as} heard={heard} />)
    await user.type(field(), 'card 4111111111111111.')
    expect(field().value).toBe('card •••• 1111.')
    expect(screen.getByText(say('cardGuard.hidden', { last4: '1111' }))).toBeTruthy()
    expect(heard.filter((text) => /\d{11}/.test(text))).toEqual([])
  })

  test('holds digits back that may become a card number, until the field is left', async ({ show, user }) => {
    const heard: string[] = []
    show(<Field as={as} heard={heard} />)
    await user.type(field(), '411111111111')
    expect(screen.getByText(say(as === TextArea ? 'cardGuard.held' : 'cardGuard.enter'))).toBeTruthy()
    expect(heard.at(-1)).not.toBe('411111111111')
    await user.tab()
    expect(heard.at(-1)).toBe('411111111111')
  })
})
