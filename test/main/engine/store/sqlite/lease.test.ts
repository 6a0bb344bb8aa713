import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLease } from '../../../../../src/main/engine/store/sqlite/lease.ts'
import { expectOk, kindOf, makeFolder, removeFolder } from '../../working-desk.ts'

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = makeFolder()
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  removeFolder(folder)
})

/** Starts a process that tries to take the lease of the folder; gives its outcome. */
async function startAnother(): Promise<{ child: ChildProcess; outcome: string }> {
  const child = fork(join(import.meta.dirname, 'lease-process.ts'), [folder], { execArgv: [] })
  children.push(child)
  const [outcome] = (await once(child, 'message')) as [string]
  return { child, outcome }
}

test('one process at a time holds a store folder, and the folder is free again when that process is killed', async () => {
  const first = await startAnother()
  expect(first.outcome).toBe('ok')
  expect((await startAnother()).outcome).toBe('store_in_use')
  expect(kindOf(takeLease(folder))).toBe('store_in_use')
  const gone = once(first.child, 'exit')
  first.child.kill('SIGKILL')
  await gone
  const lease = expectOk(takeLease(folder))
  expect((await startAnother()).outcome).toBe('store_in_use')
  lease.release()
  expect((await startAnother()).outcome).toBe('ok')
})
