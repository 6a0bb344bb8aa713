import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BrokenOff, openAnswerLines, readAnswer } from '../../../../../src/main/engine/central/http/answer.ts'
import { type Deadline, startDeadline } from '../../../../../src/main/engine/central/http/deadline.ts'
import { expectOk } from '../../working-desk.ts'

const DEADLINE_MS = 300
const TIMEOUT = { kind: 'central_unreachable', code: 'timeout' }

let deadline: Deadline
let body: ReadableStreamDefaultController<Uint8Array>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  deadline = startDeadline(DEADLINE_MS, undefined)
})
afterEach(() => {
  vi.useRealTimers()
})

/** An answer whose body the test writes, and which breaks off when the deadline aborts, as that of fetch does. */
function anAnswer(type: string): Response {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller
      deadline.signal.addEventListener('abort', () => controller.error(deadline.signal.reason))
    },
  })
  return new Response(stream, { headers: { 'content-type': type } })
}

const write = (text: string): void => body.enqueue(new TextEncoder().encode(text))

test('a deadline aborts when its time is up and not before, unless the caller gives up first', () => {
  vi.advanceTimersByTime(DEADLINE_MS - 1)
  expect([deadline.signal.aborted, deadline.expired()]).toEqual([false, false])
  vi.advanceTimersByTime(1)
  expect([deadline.signal.aborted, deadline.expired()]).toEqual([true, true])

  const caller = new AbortController()
  const other = startDeadline(DEADLINE_MS, caller.signal)
  caller.abort()
  expect([other.signal.aborted, other.expired()]).toEqual([true, false])
})

describe('a whole answer', () => {
  test('that comes in drips is given up at the deadline: no drip puts it off', async () => {
    const answer = readAnswer(anAnswer('application/json'), 1_000, deadline)
    for (let elapsed = 0; elapsed < DEADLINE_MS; elapsed += 20) {
      write(' ')
      await vi.advanceTimersByTimeAsync(20)
    }
    expect(await answer).toEqual({ ok: false, failure: TIMEOUT })
  })
})

describe('lines', () => {
  const open = async () =>
    expectOk(await openAnswerLines(anAnswer('application/x-ndjson'), deadline)).lines[Symbol.asyncIterator]()

  test('that fall silent say so after what came: the time runs anew from each batch', async () => {
    const lines = await open()
    for (const text of ['1', '2']) {
      await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1)
      write(`${text}\n`)
      expect(await lines.next()).toEqual({ done: false, value: [text] })
    }
    const silent = lines.next().catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(DEADLINE_MS)
    expect(await silent).toEqual(new BrokenOff({ kind: 'central_unreachable', code: 'timeout' }))
  })

  test('the time stands still while the reader works', async () => {
    const lines = await open()
    write('1\n')
    expect(await lines.next()).toEqual({ done: false, value: ['1'] })
    await vi.advanceTimersByTimeAsync(DEADLINE_MS * 10)
    write('2\n')
    body.close()
    expect(await lines.next()).toEqual({ done: false, value: ['2'] })
    expect(await lines.next()).toEqual({ done: true, value: undefined })
  })
})
