import { beforeEach, expect, test } from 'vitest'
import { createCopyProof } from '../../../../../src/main/engine/features/health/copy-proof.ts'
import type { EngineQuestion } from '../../../../../src/shared/engine-protocol.ts'
import type { Result } from '../../../../../src/shared/model/index.ts'

const damaged = { ok: false, failure: { kind: 'copy_damaged' } } as const
const unreadable = { ok: false, failure: { kind: 'store_unreadable', code: 'SQLITE_IOERR' } } as const
const fine = { ok: true, value: null } as const
const corrupt = () => Promise.reject(Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' }))

let events: string[]
let isProven: boolean
let proving: PromiseWithResolvers<Result<null>>
let asleep: { readonly ms: number; readonly wake: () => void }[]

beforeEach(() => {
  events = []
  isProven = false
  proving = Promise.withResolvers()
  asleep = []
})

/** A guard over a proof that the test resolves. */
function guardOf(signal = new AbortController().signal) {
  const copies = {
    isProven: () => isProven,
    prove: () => {
      events.push('prove')
      return proving.promise
    },
    doubt: () => {
      isProven = false
      events.push('doubt')
    },
  }
  const { guard } = createCopyProof({
    copies,
    sleep: (ms) => new Promise((wake) => void asleep.push({ ms, wake })),
    signal,
    log: ({ fields }) => void events.push(`log ${fields?.kind}`),
    onProven: () => void events.push('proven'),
    onBroken: () => void events.push('broken'),
  })
  return (question: EngineQuestion, answer: () => Promise<Result<string>> = () => Promise.resolve(answered)) =>
    guard(question, () => {
      events.push(question)
      return answer()
    })
}

const answered = { ok: true, value: 'said' } as const

test('reads are answered while the copy is being proved; whatever is sent to the central service waits for one proof', async () => {
  const guard = guardOf()
  expect(await guard('search')).toEqual(answered)
  const waiting = [guard('refund.submit'), guard('refund.bulk'), guard('group.decide'), guard('approval.decide')]
  await guard('customer.get')
  expect(events).toEqual(['search', 'prove', 'customer.get'])
  proving.resolve(fine)
  expect(await Promise.all(waiting)).toEqual(Array(4).fill(answered))
  expect(events.slice(3)).toEqual(['proven', 'refund.submit', 'refund.bulk', 'group.decide', 'approval.decide'])
})

test('no refund is given on a copy that is found damaged', async () => {
  const guard = guardOf()
  proving.resolve(damaged)
  expect(await guard('refund.submit')).toEqual(damaged)
  expect(events).toEqual(['prove', 'log copy_damaged', 'broken'])
})

test('no refund is given when the copy cannot be read, and the copy stays in use', async () => {
  const guard = guardOf()
  proving.resolve(unreadable)
  expect(await guard('refund.submit')).toEqual(unreadable)
  expect(events).toEqual(['prove', 'log store_unreadable'])
})

test('an unreadable copy is proved again by itself, once for all questions that wait', async () => {
  const guard = guardOf()
  proving.resolve(unreadable)
  await Promise.all([guard('refund.submit'), guard('group.decide')])
  await guard('approval.decide')
  expect(asleep.map(({ ms }) => ms)).toEqual([60_000])
  proving = Promise.withResolvers()
  proving.resolve(fine)
  events = []
  asleep[0]?.wake()
  await expect.poll(() => events).toEqual(['prove', 'proven'])
  expect(asleep).toHaveLength(1)
})

test('neither a damaged copy nor a copy of a stopped desk is proved again', async () => {
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

test('a read that meets a damaged page starts a new proof and gets its failure', async () => {
  isProven = true
  const guard = guardOf()
  proving.resolve(damaged)
  expect(await guard('search', corrupt)).toEqual(damaged)
  expect(events).toEqual(['search', 'doubt', 'prove', 'log copy_damaged', 'broken'])
})

test('an exception stays an exception when the copy is sound', async () => {
  const guard = guardOf()
  proving.resolve(fine)
  await expect(guard('search', corrupt)).rejects.toThrow('malformed')
  isProven = true
  events.length = 0
  await expect(guard('search', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  expect(events).toEqual(['search'])
})
