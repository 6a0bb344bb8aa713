import { beforeEach, expect, test } from 'vitest'
import { createCopyProof } from '../../../../../src/main/engine/features/health/copy-proof.ts'
import type { EngineQuestion } from '../../../../../src/shared/engine-protocol.ts'
import type { Result } from '../../../../../src/shared/model/index.ts'

const damaged = { ok: false, failure: { kind: 'copy_damaged' } } as const
const unreadable = { ok: false, failure: { kind: 'store_unreadable', code: 'SQLITE_IOERR' } } as const
const fine = { ok: true, value: null } as const
const corrupt = () => Promise.reject(Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' }))

let heard: string[]
let isProven: boolean
let proving: PromiseWithResolvers<Result<null>>
let asleep: { readonly ms: number; readonly wake: () => void }[]

beforeEach(() => {
  heard = []
  isProven = false
  proving = Promise.withResolvers()
  asleep = []
})

/** A guard over a proof that is given when the test says. */
function guardOf(signal = new AbortController().signal) {
  const copies = {
    isProven: () => isProven,
    prove: () => {
      heard.push('asked')
      return proving.promise
    },
    doubt: () => {
      isProven = false
      heard.push('doubted')
    },
  }
  const { guard } = createCopyProof({
    copies,
    sleep: (ms) => new Promise((wake) => void asleep.push({ ms, wake })),
    signal,
    log: ({ fields }) => void heard.push(`log ${fields?.kind}`),
    onProven: () => void heard.push('proven'),
    onBroken: () => void heard.push('broken'),
  })
  return (question: EngineQuestion, answer: () => Promise<Result<string>> = () => Promise.resolve(said)) =>
    guard(question, () => {
      heard.push(question)
      return answer()
    })
}

const said = { ok: true, value: 'said' } as const

test('reads are answered while the copy is being proved; what leaves the desk waits for one proof', async () => {
  const guard = guardOf()
  expect(await guard('search')).toEqual(said)
  const waiting = [guard('refund.submit'), guard('refund.bulk'), guard('group.decide'), guard('approval.decide')]
  await guard('customer.get')
  expect(heard).toEqual(['search', 'asked', 'customer.get'])
  proving.resolve(fine)
  expect(await Promise.all(waiting)).toEqual(Array(4).fill(said))
  expect(heard.slice(3)).toEqual(['proven', 'refund.submit', 'refund.bulk', 'group.decide', 'approval.decide'])
})

test('on a copy that turns out to be damaged nothing is given back', async () => {
  const guard = guardOf()
  proving.resolve(damaged)
  expect(await guard('refund.submit')).toEqual(damaged)
  expect(heard).toEqual(['asked', 'log copy_damaged', 'broken'])
})

test('a copy that could not be looked at gives nothing back either, and stays', async () => {
  const guard = guardOf()
  proving.resolve(unreadable)
  expect(await guard('refund.submit')).toEqual(unreadable)
  expect(heard).toEqual(['asked', 'log store_unreadable'])
})

test('a copy that could not be looked at is looked at again by itself, once for all who asked: the outbox waits for it', async () => {
  const guard = guardOf()
  proving.resolve(unreadable)
  await Promise.all([guard('refund.submit'), guard('group.decide')])
  await guard('approval.decide')
  expect(asleep.map(({ ms }) => ms)).toEqual([60_000])
  proving = Promise.withResolvers()
  proving.resolve(fine)
  heard = []
  asleep[0]?.wake()
  await expect.poll(() => heard).toEqual(['asked', 'proven'])
  expect(asleep).toHaveLength(1)
})

test('neither a damaged copy nor one whose desk has ended is looked at again', async () => {
  proving.resolve(damaged)
  await guardOf()('refund.submit')
  const ending = new AbortController()
  const guard = guardOf(ending.signal)
  proving = Promise.withResolvers()
  const answer = guard('refund.submit')
  ending.abort()
  proving.resolve(unreadable)
  await answer
  expect(asleep).toEqual([])
})

test('a read that meets a damaged page has the copy proved again, and says what came of it', async () => {
  isProven = true
  const guard = guardOf()
  proving.resolve(damaged)
  expect(await guard('search', corrupt)).toEqual(damaged)
  expect(heard).toEqual(['search', 'doubted', 'asked', 'log copy_damaged', 'broken'])
})

test('an exception that the copy has no part in stays one', async () => {
  const guard = guardOf()
  proving.resolve(fine)
  await expect(guard('search', corrupt)).rejects.toThrow('malformed')
  isProven = true
  heard.length = 0
  await expect(guard('search', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  expect(heard).toEqual(['search'])
})
