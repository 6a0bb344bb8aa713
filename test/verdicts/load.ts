import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Copy } from '../../src/main/engine/store/copy/copy.ts'
import { createSync } from '../../src/main/engine/sync/sync.ts'
import { demoPassword } from '../central/session/people.ts'
import { startCentral } from '../central/start.ts'
import { currentOf, openCopies, portsOf, recordEvents, until } from '../main/engine/sync/rig.ts'

/** A copy that the real sync has filled from the reference central service with the labelled feed. */
export interface LoadedFeed {
  readonly copy: Copy
  /** The time from the first request to a complete copy, in milliseconds. */
  readonly fillMs: number
  readonly close: () => Promise<void>
}

/**
 * Starts the reference central service with a feed file and fills a copy from it. `close` removes the copy's folder.
 */
export async function loadFeed(file: string): Promise<LoadedFeed> {
  const central = await startCentral({ feed: { file } })
  const folder = mkdtempSync(join(tmpdir(), 'once-verdicts-'))
  const copies = openCopies(folder)
  const answer = await fetch(`${central.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ana', password: demoPassword }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const listeners = recordEvents()
  const startedAt = performance.now()
  const sync = createSync(portsOf(copies, central.url, undefined, token), listeners)
  sync.start()
  await until('the copy is filled', () => listeners.filled > 0 && sync.isLevel(), 60_000)
  const fillMs = performance.now() - startedAt
  await sync.stop()
  return {
    copy: currentOf(copies),
    fillMs,
    close: async () => {
      copies.close()
      rmSync(folder, { recursive: true, force: true })
      await central.close()
    },
  }
}
