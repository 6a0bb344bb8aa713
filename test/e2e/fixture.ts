import { test as base } from '@playwright/test'
import { Desk, wayToRun } from '../host/launch.ts'
import type { LaunchOptions } from '../host/launch-options.ts'

export { expect } from '@playwright/test'
export { Desk } from '../host/launch.ts'
export type { LaunchOptions } from '../host/launch-options.ts'

/**
 * The desk of a spec, on a fresh userData folder: `desk` has started and shows its window. `launch` sets its options,
 * for a file or a describe block: `test.use({ launch: { centralUrl, viewport: { width: 1024, height: 700 } } })`. A
 * spec that needs the address of a service that it starts itself uses `startDesk` instead.
 */
export const test = base.extend<{
  launch: LaunchOptions
  desk: Desk
  /** Starts a desk, which is closed after the test. */
  startDesk: (options?: LaunchOptions) => Promise<Desk>
}>({
  launch: [{}, { option: true }],
  startDesk: async ({ launch }, use, testInfo) => {
    const desks: Desk[] = []
    await use(async (options = {}) => {
      const desk = new Desk({ headless: true, ...launch, ...options })
      desks.push(desk)
      await desk.start()
      return desk
    })
    for (const desk of desks) {
      if (testInfo.status !== testInfo.expectedStatus) await attachEvidence(desk, testInfo)
      await desk.close()
    }
  },
  desk: async ({ startDesk }, use) => {
    await use(await startDesk())
  },
})

/** Prints in one line where the specs run; the runner calls it at its start. */
export default function printWay(): void {
  console.log(
    `end-to-end specs run in ${wayToRun() === 'electron' ? 'Electron' : "the system's Chromium through the host"}`,
  )
}

async function attachEvidence(desk: Desk, testInfo: ReturnType<typeof base.info>): Promise<void> {
  const screenshot = await desk.screenshot()
  if (screenshot) await testInfo.attach('the window', { body: screenshot, contentType: 'image/png' })
  await testInfo.attach('printed', { body: desk.output(), contentType: 'text/plain' })
  await testInfo.attach('log', { body: desk.logText(), contentType: 'text/plain' })
}
