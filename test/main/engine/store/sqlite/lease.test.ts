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

/** A process of its own that tries to take the folder; answers with how that went. */
async function another(): Promise<{ child: ChildProcess; said: string }> {
  const child = fork(join(import.meta.dirname, 'lease-process.ts'), [folder], { execArgv: [] })
  children.push(child)
  const [said] = (await once(child, 'message')) as [string]
  return { child, said }
}

test('one process at a time holds a store folder, and it is free again when that one is killed', async () => {
  const first = await another()
  expect(first.said).toBe('ok')
  expect((await another()).said).toBe('store_in_use')
  expect(kindOf(takeLease(folder))).toBe('store_in_use')
  const gone = once(first.child, 'exit')
  first.child.kill('SIGKILL')
  await gone
  const lease = expectOk(takeLease(folder))
  expect((await another()).said).toBe('store_in_use')
  lease.release()
  expect((await another()).said).toBe('ok')
})
