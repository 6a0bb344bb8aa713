import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { say } from '../../src/shared/text/index.ts'
import { aCaller, expect, find, test } from './agent.ts'

test('a second desk on the same folder says so and ends, and the first goes on', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  const second = spawnSync(process.execPath, [join(import.meta.dirname, '../host/run.ts'), '--headless', '.'], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, ONCE_CENTRAL_URL: central.url, ONCE_USER_DATA: desk.userData },
  })
  expect(second.stderr).toContain(say('app.alreadyOpen'))
  expect(second.status).toBe(0)
  await find(desk.page, caller)
})
