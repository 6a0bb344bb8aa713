import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../../src/main/shell/log.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

test('a full log is renamed and a new one is begun, and the last full one is kept', () => {
  const folder = temporaryFolder()
  const log = openLog(folder, () => 0)
  const error = `Error: (withheld)\n${'    at (elsewhere)\n'.repeat(3_000)}`
  for (let count = 0; count < 120; count += 1)
    log({ level: 'error', scope: 'test', message: 'filling', fields: { count }, error })
  expect(readdirSync(folder).sort()).toEqual(['once.log', 'once.old.log'])
  const lines = readFileSync(join(folder, 'once.log'), 'utf8').trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ count: 119, message: 'filling' })
})
