import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder for the test that runs now; it goes when the test has ended, however it ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'once-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
