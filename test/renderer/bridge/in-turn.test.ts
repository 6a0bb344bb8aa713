import { expect, test } from 'vitest'
import { createTurns } from '../../../src/renderer/bridge/in-turn.ts'

test('asks waiting questions one at a time and skips the cancelled ones', async () => {
  const inTurn = createTurns()
  const asked: string[] = []
  const answers: (() => void)[] = []
  const ask = (text: string) => () =>
    new Promise<string>((resolve) => {
      asked.push(text)
      answers.push(() => resolve(text))
    })
  const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()]
  const one = inTurn(first.signal, ask('j'))
  const two = inTurn(second.signal, ask('jo'))
  const three = inTurn(third.signal, ask('jon'))
  second.abort()
  await Promise.resolve()
  expect(asked).toEqual(['j'])
  answers[0]?.()
  await expect(one).resolves.toBe('j')
  await expect(two).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => asked).toEqual(['j', 'jon'])
  answers[1]?.()
  await expect(three).resolves.toBe('jon')
})

test('a failed question does not block the next question', async () => {
  const inTurn = createTurns()
  const { signal } = new AbortController()
  const failing = inTurn(signal, () => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  await expect(inTurn(signal, async () => 'next')).resolves.toBe('next')
})
