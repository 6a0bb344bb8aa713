import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes a folder for the current test; it is removed when the test ends in any way. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'once-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
