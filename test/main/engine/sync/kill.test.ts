import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSyncState } from '../../../../src/main/engine/store/copy/sync-state.ts'
import { fillCopy } from '../../../../src/main/engine/sync/fill.ts'
import { startFeedServer, type WireChange } from './feed-server.ts'
import { heldBy } from './model.ts'
import { currentOf, makeFolder, openCopies, portsOf } from './rig.ts'
import { booking, charge } from './wire.ts'

const CHILD = join(import.meta.dirname, 'fill-child.ts')

/** Starts a fill in a child process and kills the child once it has reported this many lines. */
async function fillAndKill(folder: string, url: string, afterLines: number): Promise<void> {
  const child = spawn(process.execPath, [CHILD, folder, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (Math.max(...text.trim().split('\n').map(Number)) >= afterLines) child.kill('SIGKILL')
    })
    child.on('exit', () => resolve())
  })
}

test('a fill that is killed in the middle goes on at the next start and ends complete', async () => {
  const changes: WireChange[] = []
  for (let i = 0; i < 10_000; i += 1) {
    const surname = `N${i % 7_000}`
    const card = { fingerprint: surname.padStart(43, '0'), last4: '5100', brand: 'visa' }
    const parts = { surname, card, reference: `R${i}`, email: `${surname}@example.org`, phone: null }
    changes.push(booking(`b${i}`, parts), charge(`c${i}`, `b${i}`, { card }))
  }
  const server = await startFeedServer('e1', changes)
  const folder = makeFolder()
  // The stream stalls, so that a child never completes its fill before it is killed, however slow the machine is.
  server.faults.snapshot.push({ kind: 'stall_after_lines', lines: 8_000 }, { kind: 'stall_after_lines', lines: 9_000 })
  await fillAndKill(folder.path, server.url, 3_000)
  await fillAndKill(folder.path, server.url, 8_500)
  const copies = openCopies(folder.path)
  const left = copies.openFilling()
  if (!left.ok || left.value === null) throw new Error('nothing was left of the fill')
  const lines = readSyncState(left.value)?.filledLines ?? 0
  expect(lines).toBeGreaterThan(7_000)
  expect(lines).toBeLessThan(20_000)
  const filled = await fillCopy(portsOf(copies, server.url), () => {}, new AbortController().signal)
  expect(filled.ok).toBe(true)
  expect(server.requests.at(-1)).toMatch(/after=\d+$/)
  const held = heldBy(currentOf(copies))
  expect(held.counts).toEqual({ bookings: 10_000, charges: 20_000 / 2, groups: 3_000 })
  copies.close()
  await server.close()
  folder.remove()
})
